-- Keys whose record another key was stored as: what was delivered is overwritten, and no content of theirs is known to be at the platform.
-- Binds: keys (JSON, with route and message), now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
UPDATE shangbao_delivery AS d
JOIN JSON_TABLE(?, '$[*]' COLUMNS (
    route BIGINT PATH '$.route',
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    message VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.message'
)) AS k ON d.route = k.route AND d.record_key = k.record_key
JOIN (SELECT CAST(? AS SIGNED) AS now_ms) AS p
SET d.since = CASE WHEN d.state = 'delivered' THEN p.now_ms ELSE d.since END,
    d.code = CASE WHEN d.state = 'delivered' THEN 'overwritten' ELSE d.code END,
    d.message = CASE WHEN d.state = 'delivered' THEN k.message ELSE d.message END,
    d.state = CASE WHEN d.state = 'delivered' THEN 'overwritten' ELSE d.state END,
    d.digest = NULL,
    d.undone = 2
