-- The keys of the account that stand for these records.
-- Binds: records (JSON), account.
-- A key is bytes there: CONVERT gives its text.
-- STRAIGHT_JOIN and FORCE INDEX: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
SELECT d.record, d.route, CONVERT(d.record_key USING utf8mb4) AS record_key, d.state, d.reached, d.undone, d.first_at
FROM JSON_TABLE(?, '$[*]' COLUMNS (record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
STRAIGHT_JOIN shangbao_delivery AS d FORCE INDEX (shangbao_delivery_record) ON d.record = k.record
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ?
ORDER BY d.record_key
