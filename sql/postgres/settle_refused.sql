-- Keys of a process that lost its lease: nobody knows what the platform has now, so they are read and sent again. A request that
-- another process has open by now stays in flight. What a person dismissed stays dismissed.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state IN ('waiting', 'dismissed') THEN d.since ELSE $3 END,
    due_at = CASE WHEN d.state = 'dismissed' THEN d.due_at ELSE GREATEST($3, COALESCE(d.flight_until, 0)) END,
    suspect = CASE WHEN d.state = 'dismissed' THEN d.suspect ELSE 0 END,
    state = CASE WHEN d.state = 'dismissed' THEN d.state ELSE 'waiting' END,
    digest = NULL,
    failure = CASE WHEN d.failure = 2 THEN 2 ELSE 0 END,
    changed = d.version + 1,
    version = d.version + 1,
    reached = CASE WHEN k.answer = 'stored' THEN 'yes' WHEN d.reached = 'asked' AND k.answer IS NOT NULL THEN 'doubt' ELSE d.reached END
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.*
    FROM json_to_recordset($1::json) AS r (record_key text, answer text)
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key
