-- The keys of the account that stand for these records.
-- Binds: records (JSON), account.
SELECT d.record, d.route, d.record_key AS record_key, d.state, d.reached, d.undone, d.first_at
FROM json_array_elements_text($1::json) AS k (record)
JOIN shangbao_delivery AS d ON d.record = k.record
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = $2
ORDER BY d.record_key
