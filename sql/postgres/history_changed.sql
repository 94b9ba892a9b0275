-- Changes of keys that were seen before; when a key was first seen stands with its state.
-- Binds: keys (JSON), route, now, stream.
INSERT INTO shangbao_history (route, record_key, at, what, subject, by_user, by_host)
SELECT d.route, d.record_key, $3, 'changed', $4, '', ''
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.record_key
    FROM json_array_elements_text($1::json) AS r (record_key)
    OFFSET 0
) AS k
JOIN shangbao_delivery AS d ON d.route = k.route AND d.record_key = k.record_key
WHERE d.version > 1
