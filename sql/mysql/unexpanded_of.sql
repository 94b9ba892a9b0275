-- The changes of these keys whose record is not known.
-- Binds: route, keys (JSON).
-- A key is bytes there: CONVERT gives its text.
SELECT id, CONVERT(changed_key USING utf8mb4) AS changed_key
FROM shangbao_unexpanded
WHERE route = ? AND changed_key IN (SELECT k.record_key FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k)
ORDER BY shangbao_unexpanded.changed_key
