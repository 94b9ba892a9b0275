-- Changes whose record is not known yet, and which are due to be asked again.
-- Binds: route, now, how many.
SELECT id, stream, changed_key, message, attempts, due_at, since
FROM shangbao_unexpanded
WHERE route = ?1 AND due_at <= ?2
ORDER BY due_at, id
LIMIT ?3
