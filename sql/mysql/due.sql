-- The next keys that are due and not in flight. What a suspect failed before does not count: its content is another now.
-- Binds: route, now, now, due_at of the last key, the same again, the last key, limit.
-- A key is bytes there: CONVERT gives its text.
SELECT CONVERT(record_key USING utf8mb4) AS record_key, version, state, suspect, digest, tried, failure, reached, record, since, first_at, due_at,
    CASE WHEN suspect = 1 THEN 0 ELSE attempts END AS attempts
FROM shangbao_delivery
WHERE due_route = ? AND due_at <= ? AND (flight_until IS NULL OR flight_until <= ?)
    AND due_at >= ? AND (due_at > ? OR shangbao_delivery.record_key > ?)
ORDER BY due_at, shangbao_delivery.record_key
LIMIT ?
