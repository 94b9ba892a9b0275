-- Keys that were overwritten in a record whose other key has left it: they are sent again.
-- Binds: records (JSON), account, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The plus: by itself SQLite would read the whole route instead of the index of records.
UPDATE shangbao_delivery AS d
SET due_at = max(?3, COALESCE(d.flight_until, 0)),
    since = ?3,
    changed = d.version + 1,
    version = d.version + 1,
    state = 'waiting',
    suspect = 0,
    attempts = 0,
    code = NULL,
    message = NULL
FROM (SELECT value AS record FROM json_each(?1)) AS k
WHERE d.record = k.record AND d.state = 'overwritten' AND d.undone = 2 AND +d.route IN (SELECT o.id FROM shangbao_route AS o WHERE o.account = ?2)
