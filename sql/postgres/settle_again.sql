-- Keys to be tried again. A flight that ends before they are due is kept: their request may still be open.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'waiting' THEN d.since ELSE $3 END,
    reached = CASE WHEN d.reached = 'asked' THEN 'doubt' ELSE d.reached END,
    flight_until = CASE WHEN k.at >= d.flight_until THEN d.flight_until ELSE NULL END,
    due_at = k.at,
    suspect = 0,
    state = 'waiting',
    attempts = k.attempts,
    field = NULL,
    code = k.code,
    message = k.message,
    failure = 0
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.*
    FROM json_to_recordset($1::json) AS r (
        record_key text,
        version bigint,
        at bigint,
        attempts bigint,
        code text,
        message text
    )
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.changed <= k.version
