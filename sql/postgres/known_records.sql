-- What is known of records of the account that the platform has, by their identity or by their other name.
-- Binds: records (JSON), account, records (JSON), account.
-- LATERAL and OFFSET 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
SELECT d.record, d.facts
FROM json_array_elements_text($1::json) AS k (record)
CROSS JOIN LATERAL (
    SELECT r.route, r.record, r.facts, r.reached
    FROM shangbao_delivery AS r
    WHERE r.record = k.record
    OFFSET 0
) AS d
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = $2 AND d.reached = 'yes'
UNION ALL
SELECT a.alias AS record, NULL AS facts
FROM json_array_elements_text($3::json) AS k (record)
JOIN shangbao_alias AS a ON a.alias = k.record
JOIN shangbao_delivery AS d ON d.route = a.route AND d.record_key = a.record_key
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = $4 AND d.reached = 'yes'
