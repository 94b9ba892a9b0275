-- Keys that need not be sent. Of a key whose row is gone just that is dismissed (failure 2), until the row is back. The version keeps a settlement of what is under way from undoing it.
-- Binds: keys (JSON), route, now, reason.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms, ? AS reason) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.failure = CASE WHEN d.state = 'gone' OR d.failure = 2 THEN 2 ELSE 0 END,
    d.since = CASE WHEN d.state = 'dismissed' THEN d.since ELSE p.now_ms END,
    d.changed = d.version + 1,
    d.version = d.version + 1,
    d.state = 'dismissed',
    d.suspect = 0,
    d.due_at = NULL,
    d.field = NULL,
    d.code = NULL,
    d.message = p.reason
