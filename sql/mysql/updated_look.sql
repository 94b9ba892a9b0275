SELECT {cursor}, {key}
FROM {table}
WHERE {cursor} >= :time AND {filter}
ORDER BY {cursor}, {key}
LIMIT {limit}
