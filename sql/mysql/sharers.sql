-- The keys of the account that stand for these records.
-- Binds: records (JSON), account.
-- A key is bytes there: CONVERT gives its text.
SELECT d.record, d.route, CONVERT(d.record_key USING utf8mb4) AS record_key, d.state, d.reached, d.undone, d.first_at
FROM JSON_TABLE(?, '$[*]' COLUMNS (record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN shangbao_delivery AS d ON d.record = k.record
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ?
ORDER BY d.record_key
