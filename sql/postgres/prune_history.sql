-- Drops lines of history, but for those of records that are not settled.
-- Binds: from, up to.
DELETE FROM shangbao_history AS h
WHERE at >= $1 AND at <= $2
    AND NOT EXISTS (
        SELECT 1
        FROM shangbao_delivery AS d
        WHERE d.route = h.route AND d.record_key = h.record_key
            AND (d.state IN ('waiting', 'rejected', 'expired', 'held') OR d.failure = 1)
    )
