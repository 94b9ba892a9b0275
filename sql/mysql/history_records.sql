-- One line of history for each key.
-- Binds: route, time, what, detail, user, host, keys (JSON).
INSERT INTO shangbao_history (route, at, what, detail, by_user, by_host, record_key)
SELECT ?, ?, ?, ?, ?, ?, k.record_key
FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
