-- Keys whose record another key was stored as: what was delivered is overwritten, and no content of theirs is known to be at the platform.
-- Binds: keys (JSON, with route and message), now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'delivered' THEN $2 ELSE d.since END,
    code = CASE WHEN d.state = 'delivered' THEN 'overwritten' ELSE d.code END,
    message = CASE WHEN d.state = 'delivered' THEN k.message ELSE d.message END,
    state = CASE WHEN d.state = 'delivered' THEN 'overwritten' ELSE d.state END,
    digest = NULL,
    undone = 2
FROM json_to_recordset($1::json) AS k (route bigint, record_key text, message text)
WHERE d.route = k.route AND d.record_key = k.record_key
