-- Holds what the platform refused of a project in the same words, because it refuses the project whole.
-- Binds: refusals (JSON), account, now.
-- STRAIGHT_JOIN and FORCE INDEX: by itself MariaDB would read the whole route for each record, as most records wait for none.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
    project VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.project',
    code VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.code',
    message VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.message',
    told VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.told',
    at BIGINT PATH '$.at'
)) AS k
JOIN (SELECT CAST(? AS CHAR(500)) AS account, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d FORCE INDEX (shangbao_delivery_needed) ON k.project = d.needed AND k.code = d.code AND k.message = d.message
JOIN shangbao_route AS o ON o.id = d.route AND o.account = p.account COLLATE utf8mb4_bin
SET d.since = p.now_ms,
    d.due_at = k.at,
    d.suspect = 0,
    d.state = 'held',
    d.attempts = d.attempts + 1,
    d.again_at = k.at,
    d.code = 'project',
    d.message = k.told
WHERE d.state = 'rejected'
