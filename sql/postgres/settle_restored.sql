-- Keys that were overwritten in a record whose other key has left it: they are sent again.
-- Binds: records (JSON), account, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
UPDATE shangbao_delivery AS d
SET due_at = GREATEST($3, COALESCE(d.flight_until, 0)),
    since = $3,
    changed = d.version + 1,
    version = d.version + 1,
    state = 'waiting',
    suspect = 0,
    attempts = 0,
    code = NULL,
    message = NULL
FROM json_array_elements_text($1::json) AS k (record)
WHERE d.record = k.record AND d.state = 'overwritten' AND d.undone = 2 AND d.route IN (SELECT o.id FROM shangbao_route AS o WHERE o.account = $2)
