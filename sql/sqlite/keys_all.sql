SELECT {flag}, {key}
FROM {table}
WHERE {due} AND {filter}
ORDER BY {key}
LIMIT {limit}
