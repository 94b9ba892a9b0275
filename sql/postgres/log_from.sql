SELECT {cursor}, {at}
FROM {table}
WHERE {at} >= :time AND {filter}
ORDER BY {cursor}
LIMIT 1
