-- Lets go what was held for records of the account that were delivered now.
-- Binds: records (JSON), account, now.
UPDATE shangbao_delivery AS d
SET due_at = $3,
    since = $3,
    state = 'waiting',
    suspect = 0,
    needed = NULL,
    again_at = NULL,
    code = NULL,
    message = NULL
FROM json_array_elements_text($1::json) AS k (record)
WHERE d.needed = k.record AND d.state = 'held' AND d.route IN (SELECT o.id FROM shangbao_route AS o WHERE o.account = $2)
