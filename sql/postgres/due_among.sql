-- Those of these keys that wait or are due for a look, now or later, and are not in flight.
-- Binds: keys (JSON), route, now.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
SELECT d.record_key, d.version, d.state, d.suspect, d.digest, d.tried, d.failure, d.reached, d.record, d.since, d.first_at, d.due_at,
    CASE WHEN d.suspect = 1 THEN 0 ELSE d.attempts END AS attempts
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.record_key
    FROM json_array_elements_text($1::json) AS r (record_key)
    OFFSET 0
) AS k
JOIN shangbao_delivery AS d ON d.route = k.route AND d.record_key = k.record_key
WHERE d.due_at IS NOT NULL AND (d.flight_until IS NULL OR d.flight_until <= $3)
ORDER BY d.record_key
