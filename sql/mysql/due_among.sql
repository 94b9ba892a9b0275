-- Those of these keys that wait or are due for a look, now or later, and are not in flight.
-- Binds: keys (JSON), route, now.
-- A key is bytes there: CONVERT gives its text.
SELECT CONVERT(d.record_key USING utf8mb4) AS record_key, d.version, d.state, d.suspect, d.digest, d.tried, d.failure, d.reached, d.record, d.since, d.first_at, d.due_at,
    CASE WHEN d.suspect = 1 THEN 0 ELSE d.attempts END AS attempts
FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
STRAIGHT_JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = ? AND d.due_at IS NOT NULL AND (d.flight_until IS NULL OR d.flight_until <= ?)
ORDER BY d.record_key
