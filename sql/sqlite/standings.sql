-- What became of these keys so far, of those that are known.
-- Binds: keys (JSON), route.
-- CROSS JOIN keeps the order of the tables: by itself SQLite would read the whole route and look each key up in the list.
SELECT d.record_key, d.state, d.digest, d.tried, d.code, d.message, d.upload, d.failure
FROM (SELECT value AS record_key FROM json_each(?1)) AS k
CROSS JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = ?2
