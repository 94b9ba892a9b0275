-- Keys that the platform stored, with the facts of their records. What another record undid meanwhile has no digest. One that was seen again meanwhile is due for a look.
-- Where another job's key was stored as the record while this request was open (undone 2), nobody knows whose content came last: it is sent once more, alone.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    version BIGINT PATH '$.version',
    digest VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.digest',
    tried VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.tried',
    upload VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.upload',
    facts VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.facts'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.since = CASE WHEN d.state = 'delivered' OR d.undone = 2 THEN d.since ELSE p.now_ms END,
    d.due_at = CASE WHEN d.version > k.version OR d.undone = 2 THEN p.now_ms ELSE NULL END,
    d.suspect = CASE WHEN d.version > k.version AND d.undone <> 2 THEN 1 ELSE 0 END,
    d.state = CASE WHEN d.undone = 2 THEN 'waiting' ELSE 'delivered' END,
    d.digest = CASE WHEN d.undone <> 0 THEN NULL ELSE k.digest END,
    d.tried = k.tried,
    d.reached = 'yes',
    d.attempts = 0,
    d.flight_until = NULL,
    d.field = NULL,
    d.code = NULL,
    d.message = NULL,
    d.upload = k.upload,
    d.facts = COALESCE(k.facts, d.facts),
    d.failure = 0
WHERE d.changed <= k.version
