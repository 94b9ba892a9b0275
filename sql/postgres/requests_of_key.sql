-- The requests that carried a record: those that its history names, and those that name it themselves.
-- Binds: route, key, route, key.
SELECT id, at, records, body, reference, answered_at, code, message
FROM shangbao_request
WHERE id IN (SELECT h.request FROM shangbao_history AS h WHERE h.route = $1 AND h.record_key = $2 AND h.request IS NOT NULL)
UNION
SELECT id, at, records, body, reference, answered_at, code, message
FROM shangbao_request
WHERE route = $3 AND named = 1 AND jsonb_exists(CAST(record_keys AS jsonb), $4)
ORDER BY at, id
