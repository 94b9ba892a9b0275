-- Until when records may be sent.
-- Binds: records (JSON), route.
-- WHERE true: without it the server takes ON DUPLICATE KEY for the condition of the join.
INSERT INTO shangbao_deadline (route, record_key, closes_at)
SELECT p.route, k.record_key, k.closes_at
FROM JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    closes_at BIGINT PATH '$.closes_at'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route) AS p
WHERE true
ON DUPLICATE KEY UPDATE closes_at = VALUES(closes_at)
