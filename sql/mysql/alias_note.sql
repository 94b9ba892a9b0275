-- Notes by what other name the records of some keys may be called, and which one is above them.
-- Binds: names (JSON), route.
INSERT INTO shangbao_alias (route, record_key, alias, above)
SELECT p.route, k.record_key, k.alias, k.above
FROM JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    alias VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.alias',
    above VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.above'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route) AS p
WHERE TRUE
ON DUPLICATE KEY UPDATE alias = VALUES(alias), above = VALUES(above)
