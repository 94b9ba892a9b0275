-- How the records of the account stand that are called by these other names.
-- Binds: names (JSON), account.
-- CROSS JOIN keeps the order of the tables: by itself SQLite would read every delivery.
SELECT a.alias, a.above, d.state, d.reached
FROM (SELECT value AS alias FROM json_each(?1)) AS k
CROSS JOIN shangbao_alias AS a ON a.alias = k.alias
JOIN shangbao_delivery AS d ON d.route = a.route AND d.record_key = a.record_key
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ?2
