-- Keys of a process that lost its lease: nobody knows what the platform has now, so they are read and sent again. A request that
-- another process has open by now stays in flight. What a person dismissed stays dismissed.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    answer VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.answer'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.since = CASE WHEN d.state IN ('waiting', 'dismissed') THEN d.since ELSE p.now_ms END,
    d.due_at = CASE WHEN d.state = 'dismissed' THEN d.due_at ELSE GREATEST(p.now_ms, COALESCE(d.flight_until, 0)) END,
    d.suspect = CASE WHEN d.state = 'dismissed' THEN d.suspect ELSE 0 END,
    d.state = CASE WHEN d.state = 'dismissed' THEN d.state ELSE 'waiting' END,
    d.digest = NULL,
    d.failure = CASE WHEN d.failure = 2 THEN 2 ELSE 0 END,
    d.changed = d.version + 1,
    d.version = d.version + 1,
    d.reached = CASE WHEN k.answer = 'stored' THEN 'yes' WHEN d.reached = 'asked' AND k.answer IS NOT NULL THEN 'doubt' ELSE d.reached END
