-- Lets go what was held for records of the account that were delivered now.
-- Binds: records (JSON), account, now.
-- LATERAL and OFFSET 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
UPDATE shangbao_delivery AS d
SET due_at = $3,
    since = $3,
    state = 'waiting',
    suspect = 0,
    needed = NULL,
    again_at = NULL,
    code = NULL,
    message = NULL
FROM (
    SELECT r.route, r.record_key, j.record
    FROM json_array_elements_text($1::json) AS j (record)
    CROSS JOIN LATERAL (
        SELECT x.route, x.record_key
        FROM shangbao_delivery AS x
        WHERE x.needed = j.record
        OFFSET 0
    ) AS r
    JOIN shangbao_route AS o ON o.id = r.route
    WHERE o.account = $2
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.needed = k.record AND d.state = 'held'
