-- Takes keys of a backfill in that are to be sent again: what failed; where the backfill has a number, also what the platform has, once for each
-- backfill. Neither what a person dismissed nor what another record undid: they are sent when they change.
-- Binds: keys (JSON), route, now, number of the backfill (0: only what failed).
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms, CAST(? AS SIGNED) AS backfill) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.since = CASE WHEN d.state = 'waiting' THEN d.since ELSE p.now_ms END,
    d.due_at = GREATEST(p.now_ms, COALESCE(d.flight_until, 0)),
    d.changed = d.version + 1,
    d.version = d.version + 1,
    d.state = 'waiting',
    d.suspect = 0,
    d.attempts = 0,
    d.field = NULL,
    d.code = NULL,
    d.message = NULL,
    d.failure = CASE WHEN d.failure = 2 THEN 2 ELSE 0 END,
    d.digest = CASE WHEN p.backfill > 0 THEN NULL ELSE d.digest END,
    d.resent = CASE WHEN p.backfill > 0 THEN p.backfill ELSE d.resent END
WHERE (
        (p.backfill = 0 AND d.state IN ('rejected', 'expired'))
        OR (p.backfill > 0 AND d.state IN ('waiting', 'delivered', 'rejected', 'expired', 'held') AND d.undone = 0 AND COALESCE(d.resent, 0) <> p.backfill)
    )
