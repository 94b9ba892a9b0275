-- Keys that were overwritten in a record whose other key has left it: they are sent again.
-- Binds: records (JSON), account, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- LATERAL and OFFSET 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
UPDATE shangbao_delivery AS d
SET due_at = GREATEST($3, COALESCE(d.flight_until, 0)),
    since = $3,
    changed = d.version + 1,
    version = d.version + 1,
    state = 'waiting',
    suspect = 0,
    attempts = 0,
    code = NULL,
    message = NULL
FROM (
    SELECT r.route, r.record_key, j.record
    FROM json_array_elements_text($1::json) AS j (record)
    CROSS JOIN LATERAL (
        SELECT x.route, x.record_key
        FROM shangbao_delivery AS x
        WHERE x.record = j.record
        OFFSET 0
    ) AS r
    JOIN shangbao_route AS o ON o.id = r.route
    WHERE o.account = $2
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.record = k.record AND d.state = 'overwritten' AND d.undone = 2
