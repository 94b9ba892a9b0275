-- Keys whose record another key was stored as: what was delivered is overwritten, and no content of theirs is known to be at the platform.
-- Binds: keys (JSON, with route and message), now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
WITH k AS MATERIALIZED (
    SELECT value ->> 'route' AS route, value ->> 'record_key' AS record_key, value ->> 'message' AS message
    FROM json_each(?1)
)
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'delivered' THEN ?2 ELSE d.since END,
    code = CASE WHEN d.state = 'delivered' THEN 'overwritten' ELSE d.code END,
    message = CASE WHEN d.state = 'delivered' THEN k.message ELSE d.message END,
    state = CASE WHEN d.state = 'delivered' THEN 'overwritten' ELSE d.state END,
    digest = NULL,
    undone = 2
FROM k
WHERE d.route = k.route AND d.record_key = k.record_key
