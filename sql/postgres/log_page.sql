SELECT {cursor}, {key}, {at}
FROM {table}
WHERE {cursor} > :after AND {filter}
ORDER BY {cursor}
LIMIT {limit}
