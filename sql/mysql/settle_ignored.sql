-- Keys without a row that the platform never had are forgotten, unless they were seen again meanwhile.
-- Binds: settlements (JSON), route.
DELETE d
FROM shangbao_delivery AS d
JOIN JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    version BIGINT PATH '$.version'
)) AS k
WHERE d.route = ? AND d.record_key = k.record_key AND d.version = k.version
