-- Which of these keys are known.
-- Binds: keys (JSON), route.
-- A key is bytes there: CONVERT gives its text.
SELECT CONVERT(d.record_key USING utf8mb4) AS record_key
FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
STRAIGHT_JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = ?
ORDER BY d.record_key
