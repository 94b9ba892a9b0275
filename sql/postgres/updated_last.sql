SELECT {cursor}, {key}
FROM {table}
WHERE {cursor} IS NOT NULL AND {filter}
ORDER BY {cursor} DESC, {key_desc}
LIMIT 1
