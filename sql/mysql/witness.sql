-- A key to test the platform with, not due and not in flight: one that did so before and has waited since; else the newest that
-- the platform is known to have; else any in back-off.
-- Binds: route, now, now, route, now.
-- A key is bytes there: CONVERT gives its text.
SELECT w.record_key, w.version, w.state, w.suspect, w.digest, w.tried, w.failure, w.reached, w.record, w.attempts, w.since, w.first_at, w.due_at
FROM (
    SELECT CASE WHEN resting.code = 'probe' THEN 0 ELSE 2 END AS turn, resting.*
    FROM (
        SELECT CONVERT(d.record_key USING utf8mb4) AS record_key, d.version, d.state, d.suspect, d.digest, d.tried, d.failure, d.reached, d.record, d.attempts, d.since, d.first_at, COALESCE(d.due_at, 0) AS due_at, d.code
        FROM shangbao_delivery AS d
        WHERE d.due_route = ? AND d.state = 'waiting' AND d.due_at > ? AND (d.flight_until IS NULL OR d.flight_until <= ?)
        ORDER BY CASE WHEN d.code = 'probe' THEN 0 ELSE 1 END, d.due_at DESC
        LIMIT 1
    ) AS resting
    UNION ALL
    SELECT 1 AS turn, known.*
    FROM (
        SELECT CONVERT(d.record_key USING utf8mb4) AS record_key, d.version, d.state, d.suspect, d.digest, d.tried, d.failure, d.reached, d.record, d.attempts, d.since, d.first_at, COALESCE(d.due_at, 0) AS due_at, d.code
        FROM shangbao_delivery AS d
        WHERE d.route = ? AND d.state <> 'waiting' AND d.state = 'delivered' AND d.digest IS NOT NULL AND d.due_at IS NULL
            AND (d.flight_until IS NULL OR d.flight_until <= ?)
        ORDER BY d.since DESC
        LIMIT 1
    ) AS known
) AS w
ORDER BY w.turn
LIMIT 1
