-- The next keys that are due and not in flight. What a suspect failed before does not count: its content is another now.
-- Binds: route, now, now, due_at of the last key, the same again, the last key, limit.
SELECT record_key, version, state, suspect, digest, tried, failure, reached, record, since, first_at, due_at,
    CASE WHEN suspect = 1 THEN 0 ELSE attempts END AS attempts
FROM shangbao_delivery
WHERE route = ?1 AND due_at <= ?2 AND (flight_until IS NULL OR flight_until <= ?3)
    AND due_at >= ?4 AND (due_at > ?5 OR record_key > ?6)
ORDER BY due_at, record_key
LIMIT ?7
