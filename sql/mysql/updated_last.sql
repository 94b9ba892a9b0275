-- `<> 0` leaves out NULL, and the zero dates that read as NULL.
SELECT {cursor}, {key}
FROM {table}
WHERE {cursor} <> 0 AND {filter}
ORDER BY {cursor} DESC, {key_desc}
LIMIT 1
