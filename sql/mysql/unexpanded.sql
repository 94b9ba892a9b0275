-- Changes whose record is not known yet, oldest first.
-- Binds: route, how many.
-- A key is bytes there: CONVERT gives its text.
SELECT id, stream, CONVERT(changed_key USING utf8mb4) AS changed_key, message, attempts, due_at, since
FROM shangbao_unexpanded
WHERE route = ?
ORDER BY since, id
LIMIT ?
