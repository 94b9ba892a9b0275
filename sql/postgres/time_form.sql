SELECT {time}
FROM {table}
WHERE {time} IS NOT NULL
LIMIT 1
