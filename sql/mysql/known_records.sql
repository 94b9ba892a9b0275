-- What is known of records of the account that the platform has, by their identity or by their other name.
-- Binds: records (JSON), account, records (JSON), account.
SELECT d.record, d.facts
FROM JSON_TABLE(?, '$[*]' COLUMNS (record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
STRAIGHT_JOIN shangbao_delivery AS d FORCE INDEX (shangbao_delivery_record) ON d.record = k.record
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ? AND d.reached = 'yes'
UNION ALL
SELECT a.alias AS record, NULL AS facts
FROM JSON_TABLE(?, '$[*]' COLUMNS (record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN shangbao_alias AS a ON a.alias = k.record
JOIN shangbao_delivery AS d ON d.route = a.route AND d.record_key = a.record_key
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ? AND d.reached = 'yes'
