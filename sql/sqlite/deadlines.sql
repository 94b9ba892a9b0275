-- The records that still wait, and can be sent only until soon; what has least time left first.
-- Binds: from, until (its time must be before that), how many.
SELECT t.route, t.record_key, t.closes_at
FROM shangbao_deadline AS t
JOIN shangbao_delivery AS d ON d.route = t.route AND d.record_key = t.record_key
WHERE t.closes_at >= ?1 AND t.closes_at < ?2 AND d.state IN ('waiting', 'held')
ORDER BY t.closes_at, t.route, t.record_key
LIMIT ?3
