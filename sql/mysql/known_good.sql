-- The newest key that the platform is known to have, other than those listed.
-- Binds: route, keys (JSON).
-- A key is bytes there: CONVERT gives its text.
SELECT CONVERT(d.record_key USING utf8mb4) AS record_key, d.digest
FROM shangbao_delivery AS d
WHERE d.route = ? AND d.state = 'delivered' AND d.digest IS NOT NULL
    AND d.record_key NOT IN (SELECT k.record_key FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k)
ORDER BY d.since DESC
LIMIT 1
