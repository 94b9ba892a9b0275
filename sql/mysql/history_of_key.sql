-- All that happened to a record, but for the requests.
-- Binds: route, key.
SELECT id, at, what, subject, code, detail, next_at, request, by_user, by_host
FROM shangbao_history
WHERE route = ? AND record_key = ?
ORDER BY at, id
