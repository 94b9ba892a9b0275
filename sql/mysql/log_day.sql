SELECT {cursor}, {at}
FROM {table}
WHERE {at} >= :day AND {filter}
ORDER BY {cursor}
LIMIT 1
