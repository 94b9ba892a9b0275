-- Keys that changed (or that a person decided on) since their row was read: what became of the older content is not noted, but for
-- whether the platform has the record, and its facts. Their digest is cleared. After an answer they are due at once; after none when that
-- request must be dead. A key without a row that was seen again meanwhile counts as changed.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    version BIGINT PATH '$.version',
    outcome VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.outcome',
    answer VARCHAR(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.answer',
    open_until BIGINT PATH '$.open_until',
    facts VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.facts'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.reached = CASE
        WHEN k.answer = 'stored' THEN 'yes'
        WHEN d.reached = 'asked' AND k.answer = 'refused' AND d.flight_until > p.now_ms THEN 'never'
        WHEN d.reached = 'asked' AND k.answer IS NOT NULL THEN 'doubt'
        ELSE d.reached
    END,
    d.due_at = CASE
        WHEN d.state <> 'waiting' AND d.suspect = 0 THEN NULL
        WHEN k.open_until IS NOT NULL THEN GREATEST(p.now_ms, k.open_until)
        ELSE p.now_ms
    END,
    d.flight_until = k.open_until,
    d.facts = COALESCE(k.facts, d.facts),
    d.digest = NULL
WHERE (d.changed > k.version OR (k.outcome = 'ignored' AND d.version > k.version))
