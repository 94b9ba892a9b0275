-- The records that the platform holds of these keys, whose rows are gone now.
-- Binds: keys (JSON), route.
SELECT d.record
FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = ? AND d.state = 'gone' AND d.undone = 0 AND d.record IS NOT NULL
