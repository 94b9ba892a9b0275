-- Keys that were refused, by the mapping or by the platform, or are too old for it. A refusal in time answers the one open request:
-- the platform has no such record, unless an earlier request went unanswered.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    version BIGINT PATH '$.version',
    outcome VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.outcome',
    tried VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.tried',
    field VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.field',
    code VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.code',
    message VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.message',
    needed VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.needed'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.since = CASE WHEN d.state = k.outcome THEN d.since ELSE p.now_ms END,
    d.reached = CASE WHEN d.reached <> 'asked' THEN d.reached WHEN d.flight_until > p.now_ms THEN 'never' ELSE 'doubt' END,
    d.due_at = CASE WHEN d.version > k.version THEN p.now_ms ELSE NULL END,
    d.suspect = CASE WHEN d.version > k.version THEN 1 ELSE 0 END,
    d.state = k.outcome,
    d.tried = k.tried,
    d.flight_until = NULL,
    d.field = k.field,
    d.code = k.code,
    d.message = k.message,
    d.needed = k.needed,
    d.failure = 0
WHERE d.changed <= k.version
