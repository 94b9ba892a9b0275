SELECT {cursor}, {key}, clock_timestamp()
FROM {table}
WHERE {cursor} >= :time AND {filter}
ORDER BY {cursor}, {key}
LIMIT {limit}
