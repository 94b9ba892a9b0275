-- Forgets what content other records of the account have at the platform: a record was delivered that undid them.
-- Binds: records (JSON), account.
-- STRAIGHT_JOIN and FORCE INDEX: by itself MariaDB would read the whole route for each record, as most records wait for none.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
STRAIGHT_JOIN shangbao_delivery AS d FORCE INDEX (shangbao_delivery_record) ON k.record = d.record
JOIN shangbao_route AS o ON o.id = d.route
SET d.digest = NULL,
    d.undone = 1
WHERE o.account = ?
