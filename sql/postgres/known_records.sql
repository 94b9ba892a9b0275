-- What is known of records of the account that the platform has.
-- Binds: records (JSON), account.
SELECT d.record, d.facts
FROM json_array_elements_text($1::json) AS k (record)
JOIN shangbao_delivery AS d ON d.record = k.record
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = $2 AND d.reached = 'yes'
