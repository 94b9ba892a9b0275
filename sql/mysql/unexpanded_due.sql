-- Changes whose record is not known yet, and which are due to be asked again.
-- Binds: route, now, how many.
-- A key is bytes there: CONVERT gives its text.
SELECT id, stream, CONVERT(changed_key USING utf8mb4) AS changed_key, message, attempts, due_at, since
FROM shangbao_unexpanded
WHERE route = ? AND due_at <= ?
ORDER BY due_at, id
LIMIT ?
