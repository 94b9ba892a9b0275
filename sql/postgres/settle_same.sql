-- Suspects whose content is what was last tried: they stay what they were. One that was seen again meanwhile is due for another look;
-- a key that waits goes on waiting, and one that is held is tried when it would have been.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET due_at = CASE WHEN d.state = 'waiting' THEN d.due_at WHEN d.version > k.version THEN $3 WHEN d.state = 'held' THEN d.again_at ELSE NULL END,
    suspect = CASE WHEN d.state <> 'waiting' AND d.version > k.version THEN 1 ELSE 0 END
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.*
    FROM json_to_recordset($1::json) AS r (record_key text, version bigint)
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.changed <= k.version
