-- A page of what did not arrive, oldest first.
-- Binds: route, 1 for all or 0 for one reason, its state, its code ('' for none), time and key behind which the page begins
-- (time, time, key), how many.
-- A key is bytes there: CONVERT gives its text.
SELECT CONVERT(record_key USING utf8mb4) AS record_key, state, field, code, message, attempts, since,
    CASE state WHEN 'held' THEN again_at ELSE NULL END AS next_at
FROM shangbao_delivery
WHERE route = ? AND state <> 'waiting' AND state IN ('rejected', 'expired', 'held', 'gone', 'overwritten') AND (state <> 'gone' OR failure = 1)
    AND (? = 1 OR (state = ? AND COALESCE(code, '') = ?))
    AND (since > ? OR (since = ? AND shangbao_delivery.record_key > ?))
ORDER BY since, shangbao_delivery.record_key
LIMIT ?
