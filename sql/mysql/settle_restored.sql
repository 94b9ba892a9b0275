-- Keys that were overwritten in a record whose other key has left it: they are sent again.
-- Binds: records (JSON), account, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
UPDATE shangbao_delivery AS d
JOIN JSON_TABLE(?, '$[*]' COLUMNS (record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k ON k.record = d.record
JOIN (SELECT CAST(? AS CHAR(500)) AS account, CAST(? AS SIGNED) AS now_ms) AS p
JOIN shangbao_route AS o ON o.id = d.route AND o.account = p.account COLLATE utf8mb4_bin
SET d.due_at = GREATEST(p.now_ms, COALESCE(d.flight_until, 0)),
    d.since = p.now_ms,
    d.changed = d.version + 1,
    d.version = d.version + 1,
    d.state = 'waiting',
    d.suspect = 0,
    d.attempts = 0,
    d.code = NULL,
    d.message = NULL
WHERE d.state = 'overwritten' AND d.undone = 2
