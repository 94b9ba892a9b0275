-- A zero date reads as NULL, and would come first of all.
SELECT {cursor}, {key}
FROM {table}
WHERE {cursor} IS NOT NULL AND CAST({cursor} AS CHAR) NOT LIKE '0000-00-00%' AND {filter}
ORDER BY {cursor} DESC, {key_desc}
LIMIT 1
