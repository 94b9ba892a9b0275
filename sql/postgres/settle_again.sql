-- Keys to be tried again. Where no answer came, they are in flight until their request must be dead.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'waiting' THEN d.since ELSE $3 END,
    reached = CASE WHEN d.reached = 'asked' THEN 'doubt' ELSE d.reached END,
    flight_until = k.open_until,
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
        open_until bigint,
        attempts bigint,
        code text,
        message text
    )
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.changed <= k.version
