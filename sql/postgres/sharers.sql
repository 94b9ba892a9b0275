-- The keys of the account that stand for these records.
-- Binds: records (JSON), account.
-- LATERAL and OFFSET 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
SELECT d.record, d.route, d.record_key AS record_key, d.state, d.reached, d.undone, d.first_at
FROM json_array_elements_text($1::json) AS k (record)
CROSS JOIN LATERAL (
    SELECT r.*
    FROM shangbao_delivery AS r
    WHERE r.record = k.record
    OFFSET 0
) AS d
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = $2
ORDER BY d.record_key
