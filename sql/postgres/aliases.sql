-- How the records of the account stand that are called by these other names.
-- Binds: names (JSON), account.
SELECT a.alias, a.above, d.state, d.reached
FROM json_array_elements_text($1::json) AS k (alias)
JOIN shangbao_alias AS a ON a.alias = k.alias
JOIN shangbao_delivery AS d ON d.route = a.route AND d.record_key = a.record_key
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = $2
