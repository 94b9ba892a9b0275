SELECT {cursor}, {key}, strftime('%Y-%m-%d %H:%M:%f', 'now')
FROM {table}
WHERE {cursor} IS NOT NULL AND {filter}
ORDER BY {cursor} DESC, {key_desc}
LIMIT 1
