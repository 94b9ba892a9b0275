-- The routes that hold a key which is due and not in flight.
-- Binds: now, now.
-- No EXISTS: MariaDB would make a join of it, and read all that is due.
SELECT r.id
FROM shangbao_route AS r
WHERE (
    SELECT d.due_route FROM shangbao_delivery AS d FORCE INDEX (shangbao_delivery_due)
    WHERE d.due_route = r.id AND d.due_at <= ? AND (d.flight_until IS NULL OR d.flight_until <= ?)
    LIMIT 1
) IS NOT NULL
