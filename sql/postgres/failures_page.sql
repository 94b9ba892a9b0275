-- A page of what did not arrive, oldest first.
-- Binds: route, 1 for all or 0 for one reason, its state, its code ('' for none), time and key behind which the page begins
-- (time, time, key), how many.
SELECT record_key, state, field, code, message, attempts, since,
    CASE state WHEN 'held' THEN again_at ELSE NULL END AS next_at
FROM shangbao_delivery
WHERE route = $1 AND state <> 'waiting' AND state IN ('rejected', 'expired', 'held', 'gone', 'overwritten') AND (state <> 'gone' OR failure = 1)
    AND ($2 = 1 OR (state = $3 AND COALESCE(code, '') = $4))
    AND (since > $5 OR (since = $6 AND record_key > $7))
ORDER BY since, record_key
LIMIT $8
