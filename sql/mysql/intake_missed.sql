-- At the end of a scan's round: keys that it did not meet are due for a look, which finds out whether their row is gone.
-- A scan need not speak for every key. One that is there and is never met is looked at ever more rarely: 1, 2, 4, 8 .. rounds after
-- it was met last (scanned), or after the first round that missed it. A later round is one of a stream that began anew since.
-- Binds: route, round, now.
UPDATE shangbao_delivery
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS round, CAST(? AS SIGNED) AS now_ms) AS p
SET shangbao_delivery.version = shangbao_delivery.version + 1,
    shangbao_delivery.suspect = 1,
    shangbao_delivery.due_at = COALESCE(shangbao_delivery.due_at, p.now_ms),
    shangbao_delivery.scanned = CASE WHEN shangbao_delivery.scanned < p.round THEN shangbao_delivery.scanned ELSE p.round END
WHERE shangbao_delivery.route = p.route AND state <> 'waiting' AND state IN ('delivered', 'rejected', 'expired', 'held', 'overwritten')
    AND (scanned IS NULL OR scanned > p.round OR (scanned < p.round AND ((p.round - scanned) & (p.round - scanned - 1)) = 0))
