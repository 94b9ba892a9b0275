-- What became of these keys so far, of those that are known.
-- Binds: keys (JSON), route.
-- A key is bytes there: CONVERT gives its text.
SELECT CONVERT(d.record_key USING utf8mb4) AS record_key, d.state, d.digest, d.tried, d.code, d.message, d.upload, d.failure
FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
STRAIGHT_JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = ?
