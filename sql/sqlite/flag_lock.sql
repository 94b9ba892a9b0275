-- The transaction holds the whole file already.
SELECT {flag}, {key}
FROM {table}
WHERE {key_list} IN (:keys) AND {due} AND {filter}
