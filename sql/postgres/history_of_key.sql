-- All that happened to a record, but for the requests.
-- Binds: route, key.
SELECT id, at, what, subject, code, detail, next_at, request, by_user, by_host
FROM shangbao_history
WHERE route = $1 AND record_key = $2
ORDER BY at, id
