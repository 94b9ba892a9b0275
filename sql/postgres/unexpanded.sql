-- Changes whose record is not known yet, oldest first.
-- Binds: route, how many.
SELECT id, stream, changed_key, message, attempts, due_at, since
FROM shangbao_unexpanded
WHERE route = $1
ORDER BY since, id
LIMIT $2
