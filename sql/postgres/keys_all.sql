-- A row without a key would come last of all; where there is one it comes with the first page, to be refused.
(SELECT {flag}, {key}
FROM {table}
WHERE {due} AND {filter}
ORDER BY {key}
LIMIT {limit})
UNION ALL
(SELECT {flag}, {key}
FROM {table}
WHERE ({keyless}) AND {due} AND {filter}
LIMIT 1)
