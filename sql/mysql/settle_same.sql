-- Suspects whose content is what was last tried: they stay what they were. One that was seen again meanwhile is due for another look;
-- a key that waits goes on waiting, and one that is held is tried when it would have been.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    version BIGINT PATH '$.version'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.due_at = CASE WHEN d.state = 'waiting' THEN d.due_at WHEN d.version > k.version THEN p.now_ms WHEN d.state = 'held' THEN d.again_at ELSE NULL END,
    d.suspect = CASE WHEN d.state <> 'waiting' AND d.version > k.version THEN 1 ELSE 0 END
WHERE d.changed <= k.version
