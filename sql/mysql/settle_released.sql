-- Lets go what was held for records of the account that were delivered now.
-- Binds: records (JSON), account, now.
-- STRAIGHT_JOIN and FORCE INDEX: by itself MariaDB would read the whole route for each record, as most records wait for none.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN (SELECT CAST(? AS CHAR(500)) AS account, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d FORCE INDEX (shangbao_delivery_needed) ON k.record = d.needed
JOIN shangbao_route AS o ON o.id = d.route AND o.account = p.account COLLATE utf8mb4_bin
SET d.due_at = p.now_ms,
    d.since = p.now_ms,
    d.state = 'waiting',
    d.suspect = 0,
    d.needed = NULL,
    d.again_at = NULL,
    d.code = NULL,
    d.message = NULL
WHERE d.state = 'held'
