-- Keys to be tried again. Where no answer came, they are in flight until their request must be dead.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    version BIGINT PATH '$.version',
    at BIGINT PATH '$.at',
    open_until BIGINT PATH '$.open_until',
    attempts BIGINT PATH '$.attempts',
    code VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.code',
    message VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.message'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.since = CASE WHEN d.state = 'waiting' THEN d.since ELSE p.now_ms END,
    d.reached = CASE WHEN d.reached = 'asked' THEN 'doubt' ELSE d.reached END,
    d.flight_until = k.open_until,
    d.due_at = k.at,
    d.suspect = 0,
    d.state = 'waiting',
    d.attempts = k.attempts,
    d.field = NULL,
    d.code = k.code,
    d.message = k.message,
    d.failure = 0
WHERE d.changed <= k.version
