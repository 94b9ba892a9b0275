-- The routes that hold a key which is due and not in flight.
-- Binds: now, now.
SELECT r.id
FROM shangbao_route AS r
WHERE EXISTS (
    SELECT 1 FROM shangbao_delivery AS d
    WHERE d.route = r.id AND d.due_at <= ?1 AND (d.flight_until IS NULL OR d.flight_until <= ?2)
)
