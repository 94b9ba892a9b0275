-- Forgets what content other records of the account have at the platform: a record was delivered that undid them.
-- Binds: records (JSON), account.
-- LATERAL and OFFSET 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
UPDATE shangbao_delivery AS d
SET digest = NULL,
    undone = 1
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
WHERE d.route = k.route AND d.record_key = k.record_key AND d.record = k.record
