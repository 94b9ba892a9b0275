-- Changes whose record is not known yet, and which are due to be asked again; later than it can be is now: the clock was put back since.
-- Binds: route, now, the latest that anything is asked again, how many.
SELECT id, stream, changed_key, message, attempts, due_at, since
FROM shangbao_unexpanded
WHERE route = ?1 AND (due_at <= ?2 OR due_at > ?3)
ORDER BY due_at, id
LIMIT ?4
