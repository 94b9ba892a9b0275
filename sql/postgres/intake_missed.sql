-- At the end of a scan's round: keys that it did not meet are due for a look, which finds out whether their row is gone.
-- A scan need not speak for every key. One that is there and is never met is looked at ever more rarely: 1, 2, 4, 8 .. rounds after
-- it was met last (scanned), or after the first round that missed it. A later round is one of a stream that began anew since.
-- Binds: route, round, now.
UPDATE shangbao_delivery
SET version = version + 1,
    suspect = 1,
    due_at = COALESCE(due_at, $3),
    scanned = CASE WHEN scanned < $2 THEN scanned ELSE $2 END
WHERE route = $1 AND state <> 'waiting' AND state IN ('delivered', 'rejected', 'expired', 'held', 'overwritten')
    AND (scanned IS NULL OR scanned > $2 OR (scanned < $2 AND (($2 - scanned) & ($2 - scanned - 1)) = 0))
