-- The first condition is there for the index.
SELECT {flag}, {key}
FROM {table}
WHERE {first_key} >= :key_0 AND ({key}) > ({after}) AND {due} AND {filter}
ORDER BY {key}
LIMIT {limit}
