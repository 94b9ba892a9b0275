-- What did not arrive, oldest first.
-- Binds: route, 1 to have also what is in back-off, route.
-- A key is bytes there: CONVERT gives its text.
SELECT CONVERT(d.record_key USING utf8mb4) AS record_key, d.state, d.field, d.code, d.message, d.attempts, d.since,
    CASE d.state WHEN 'waiting' THEN d.due_at WHEN 'held' THEN d.again_at ELSE NULL END AS next_at
FROM (
    SELECT record_key, state, field, code, message, attempts, since, due_at, again_at
    FROM shangbao_delivery
    WHERE route = ? AND state <> 'waiting' AND state IN ('rejected', 'expired', 'held', 'gone', 'overwritten') AND (state <> 'gone' OR failure = 1)
    UNION ALL
    SELECT record_key, state, field, code, message, attempts, since, due_at, again_at
    FROM shangbao_delivery
    WHERE ? = 1 AND due_route = ? AND state = 'waiting' AND code IS NOT NULL
) AS d
ORDER BY d.since, d.record_key
