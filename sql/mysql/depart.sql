-- Marks keys as in flight and clears their digests, before their request goes out. A suspect becomes waiting, and so does what was held: should the
-- request get lost, it is sent again. A key that stands for another record than before is not known to be at the platform as such. What a person dismissed meanwhile stays dismissed.
-- Binds: departures (JSON), route, until.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    tried VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.tried',
    record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS until) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.since = CASE WHEN d.state = 'waiting' OR d.suspect = 0 THEN d.since ELSE d.due_at END,
    d.attempts = CASE WHEN d.suspect = 1 THEN 0 ELSE d.attempts END,
    d.state = CASE WHEN d.suspect = 1 OR d.state = 'held' THEN 'waiting' ELSE d.state END,
    d.suspect = 0,
    d.failure = 0,
    d.digest = NULL,
    d.tried = k.tried,
    d.undone = 0,
    d.flight_until = p.until,
    d.reached = CASE WHEN d.reached = 'yes' AND d.record <> k.record THEN 'doubt' WHEN d.reached = 'never' THEN 'asked' WHEN d.reached = 'asked' THEN 'doubt' ELSE d.reached END,
    d.record = k.record
