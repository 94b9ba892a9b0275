-- Takes keys of a backfill in that are to be sent again: what failed; where the backfill has a number, also what the platform has, once for each
-- backfill. Neither what a person dismissed nor what another record undid: they are sent when they change.
-- Binds: keys (JSON), route, now, number of the backfill (0: only what failed).
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'waiting' THEN d.since ELSE $3 END,
    due_at = GREATEST($3, COALESCE(d.flight_until, 0)),
    changed = d.version + 1,
    version = d.version + 1,
    state = 'waiting',
    suspect = 0,
    attempts = 0,
    field = NULL,
    code = NULL,
    message = NULL,
    failure = CASE WHEN d.failure = 2 THEN 2 ELSE 0 END,
    digest = CASE WHEN CAST($4 AS BIGINT) > 0 THEN NULL ELSE d.digest END,
    resent = CASE WHEN CAST($4 AS BIGINT) > 0 THEN CAST($4 AS BIGINT) ELSE d.resent END
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.record_key
    FROM json_array_elements_text($1::json) AS r (record_key)
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key
    AND (
        (CAST($4 AS BIGINT) = 0 AND d.state IN ('rejected', 'expired'))
        OR (CAST($4 AS BIGINT) > 0 AND d.state IN ('waiting', 'delivered', 'rejected', 'expired', 'held') AND d.undone = 0 AND COALESCE(d.resent, 0) <> CAST($4 AS BIGINT))
    )
