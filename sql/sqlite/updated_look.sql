SELECT {cursor}, {key}, strftime('%Y-%m-%d %H:%M:%f', 'now')
FROM {table}
WHERE {cursor} >= :time AND {filter}
ORDER BY {cursor}, {key}
LIMIT {limit}
