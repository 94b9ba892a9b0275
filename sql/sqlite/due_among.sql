-- Those of these keys that wait or are due for a look, now or later, and are not in flight.
-- Binds: keys (JSON), route, now.
-- CROSS JOIN keeps the order of the tables: by itself SQLite would read the whole route and look each key up in the list.
SELECT d.record_key, d.version, d.state, d.suspect, d.digest, d.tried, d.failure, d.reached, d.record, d.since, d.first_at, d.due_at,
    CASE WHEN d.suspect = 1 THEN 0 ELSE d.attempts END AS attempts
FROM (SELECT value AS record_key FROM json_each(?1)) AS k
CROSS JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = ?2 AND d.due_at IS NOT NULL AND (d.flight_until IS NULL OR d.flight_until <= ?3)
ORDER BY d.record_key
