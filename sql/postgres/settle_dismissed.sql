-- Keys without a row, of which a person dismissed that (failure 2): they stay so until the row is back. The reason still stands there as the message.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'dismissed' THEN d.since ELSE $3 END,
    due_at = CASE WHEN d.version > k.version THEN $3 ELSE NULL END,
    suspect = CASE WHEN d.version > k.version THEN 1 ELSE 0 END,
    state = 'dismissed',
    digest = NULL,
    tried = NULL,
    attempts = 0,
    flight_until = NULL,
    field = NULL,
    code = NULL,
    failure = 2
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.*
    FROM json_to_recordset($1::json) AS r (record_key text, version bigint)
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.changed <= k.version
