-- Keys that count as never delivered: what the platform has of them, and what is remembered of their records, is forgotten. They are due, so that
-- what has a row is sent anew. The version keeps a settlement of what is under way from bringing it back; a request that is open stays in flight.
-- Binds: keys (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.since = CASE WHEN d.state = 'waiting' THEN d.since ELSE p.now_ms END,
    d.due_at = GREATEST(p.now_ms, COALESCE(d.flight_until, 0)),
    d.changed = d.version + 1,
    d.version = d.version + 1,
    d.reached = CASE WHEN d.flight_until > p.now_ms THEN 'asked' ELSE 'never' END,
    d.state = 'waiting',
    d.suspect = 0,
    d.attempts = 0,
    d.digest = NULL,
    d.tried = NULL,
    d.upload = NULL,
    d.record = NULL,
    d.facts = NULL,
    d.undone = 0,
    d.again_at = NULL,
    d.needed = NULL,
    d.field = NULL,
    d.code = NULL,
    d.message = NULL,
    d.failure = 0
