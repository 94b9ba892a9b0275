-- The requests that carried a record: those that its history names, and those that name it themselves.
-- Binds: route, key, route, key.
SELECT id, at, records, body, reference, answered_at, code, message
FROM shangbao_request
WHERE id IN (SELECT h.request FROM shangbao_history AS h WHERE h.route = ? AND h.record_key = ? AND h.request IS NOT NULL)
UNION
SELECT id, at, records, body, reference, answered_at, code, message
FROM shangbao_request
WHERE route = ? AND named = 1 AND JSON_CONTAINS(record_keys, JSON_QUOTE(?))
ORDER BY at, id
