-- Keys that count as never delivered: what the platform has of them, and what is remembered of their records, is forgotten. They are due, so that
-- what has a row is sent anew. The version keeps a settlement of what is under way from bringing it back; a request that is open stays in flight.
-- Binds: keys (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'waiting' THEN d.since ELSE $3 END,
    due_at = GREATEST($3, COALESCE(d.flight_until, 0)),
    changed = d.version + 1,
    version = d.version + 1,
    reached = CASE WHEN d.flight_until > $3 THEN 'asked' ELSE 'never' END,
    state = 'waiting',
    suspect = 0,
    attempts = 0,
    digest = NULL,
    tried = NULL,
    upload = NULL,
    record = NULL,
    facts = NULL,
    undone = 0,
    again_at = NULL,
    needed = NULL,
    field = NULL,
    code = NULL,
    message = NULL,
    failure = 0
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.record_key
    FROM json_array_elements_text($1::json) AS r (record_key)
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key
