-- Changes of keys that were seen before; when a key was first seen stands with its state.
-- Binds: keys (JSON), route, now, stream.
INSERT INTO shangbao_history (route, record_key, at, what, subject, by_user, by_host)
SELECT d.route, d.record_key, p.now_ms, 'changed', p.stream, '', ''
FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms, ? AS stream) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
WHERE d.version > 1
