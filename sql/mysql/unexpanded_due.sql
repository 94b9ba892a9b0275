-- Changes whose record is not known yet, and which are due to be asked again; later than it can be is now: the clock was put back since.
-- Binds: route, now, the latest that anything is asked again, how many.
-- A key is bytes there: CONVERT gives its text.
SELECT id, stream, CONVERT(changed_key USING utf8mb4) AS changed_key, message, attempts, due_at, since
FROM shangbao_unexpanded
WHERE route = ? AND (due_at <= ? OR due_at > ?)
ORDER BY due_at, id
LIMIT ?
