-- Keys that need not be sent. Of a key whose row is gone just that is dismissed (failure 2), until the row is back. The version keeps a settlement of what is under way from undoing it.
-- Binds: keys (JSON), route, now, reason.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET failure = CASE WHEN d.state = 'gone' OR d.failure = 2 THEN 2 ELSE 0 END,
    since = CASE WHEN d.state = 'dismissed' THEN d.since ELSE $3 END,
    changed = d.version + 1,
    version = d.version + 1,
    state = 'dismissed',
    suspect = 0,
    due_at = NULL,
    field = NULL,
    code = NULL,
    message = $4
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.record_key
    FROM json_array_elements_text($1::json) AS r (record_key)
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key
