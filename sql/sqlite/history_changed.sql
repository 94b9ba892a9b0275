-- Changes of keys that were seen before; when a key was first seen stands with its state.
-- Binds: keys (JSON), route, now, stream.
WITH k AS MATERIALIZED (SELECT CAST(?2 AS INTEGER) AS route, value AS record_key FROM json_each(?1))
INSERT INTO shangbao_history (route, record_key, at, what, subject, by_user, by_host)
SELECT d.route, d.record_key, ?3, 'changed', ?4, '', ''
FROM k
CROSS JOIN shangbao_delivery AS d ON d.route = k.route AND d.record_key = k.record_key
WHERE d.version > 1
