SELECT {cursor}, {key}, UTC_TIMESTAMP(6)
FROM {table}
WHERE {cursor} >= :time AND {filter}
ORDER BY {cursor}, {key}
LIMIT {limit}
