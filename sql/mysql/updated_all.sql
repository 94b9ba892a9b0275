-- `<> 0` leaves out NULL, and the zero dates that read as NULL.
SELECT {cursor}, {key}, UTC_TIMESTAMP(6)
FROM {table}
WHERE {cursor} <> 0 AND {filter}
ORDER BY {cursor}, {key}
LIMIT {limit}
