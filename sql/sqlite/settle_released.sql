-- Lets go what was held for records of the account that were delivered now.
-- Binds: records (JSON), account, now.
-- The plus: by itself SQLite would read the whole route instead of the index of what is waited for.
UPDATE shangbao_delivery AS d
SET due_at = ?3,
    since = ?3,
    state = 'waiting',
    suspect = 0,
    needed = NULL,
    again_at = NULL,
    code = NULL,
    message = NULL
FROM (SELECT value AS record FROM json_each(?1)) AS k
WHERE d.needed = k.record AND d.state = 'held' AND +d.route IN (SELECT o.id FROM shangbao_route AS o WHERE o.account = ?2)
