-- A key to test the platform with, not due and not in flight: the newest that the platform is known to have, else one in back-off.
-- Binds: route, now, route, now, now.
SELECT w.record_key, w.version, w.state, w.suspect, w.digest, w.tried, w.reached, w.attempts, w.since, w.due_at
FROM (
    SELECT 0 AS turn, known.*
    FROM (
        SELECT d.record_key, d.version, d.state, d.suspect, d.digest, d.tried, d.reached, d.attempts, d.since, COALESCE(d.due_at, 0) AS due_at
        FROM shangbao_delivery AS d
        WHERE d.route = ?1 AND d.state = 'delivered' AND d.digest IS NOT NULL AND d.due_at IS NULL
            AND (d.flight_until IS NULL OR d.flight_until <= ?2)
        ORDER BY d.since DESC
        LIMIT 1
    ) AS known
    UNION ALL
    SELECT 1 AS turn, resting.*
    FROM (
        SELECT d.record_key, d.version, d.state, d.suspect, d.digest, d.tried, d.reached, d.attempts, d.since, COALESCE(d.due_at, 0) AS due_at
        FROM shangbao_delivery AS d
        WHERE d.route = ?3 AND d.state = 'waiting' AND d.due_at > ?4 AND (d.flight_until IS NULL OR d.flight_until <= ?5)
        ORDER BY d.due_at DESC
        LIMIT 1
    ) AS resting
) AS w
ORDER BY w.turn
LIMIT 1
