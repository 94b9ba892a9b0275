-- Keys without a row, though the platform has them, or may have. Should the row come back, it is sent whatever it holds.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    version BIGINT PATH '$.version',
    failure BIGINT PATH '$.failure'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.since = CASE WHEN d.state = 'gone' THEN d.since ELSE p.now_ms END,
    d.due_at = CASE WHEN d.version > k.version THEN p.now_ms ELSE NULL END,
    d.suspect = CASE WHEN d.version > k.version THEN 1 ELSE 0 END,
    d.state = 'gone',
    d.digest = NULL,
    d.tried = NULL,
    d.attempts = 0,
    d.flight_until = NULL,
    d.field = NULL,
    d.code = NULL,
    d.message = NULL,
    d.failure = k.failure
WHERE d.changed <= k.version
