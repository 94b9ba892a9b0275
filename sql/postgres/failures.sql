-- What did not arrive, oldest first.
-- Binds: route, 1 to have also what is in back-off.
SELECT d.record_key, d.state, d.field, d.code, d.message, d.attempts, d.since,
    CASE WHEN d.state IN ('waiting', 'held') THEN d.due_at ELSE NULL END AS next_at
FROM shangbao_delivery AS d
WHERE d.route = $1
    AND d.state IN ('rejected', 'expired', 'held', 'gone', 'waiting')
    AND (d.state <> 'gone' OR d.failure = 1)
    AND (d.state <> 'waiting' OR (d.attempts > 0 AND $2::bigint = 1))
ORDER BY d.since, d.record_key
