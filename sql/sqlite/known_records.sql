-- What is known of records of the account that the platform has, by their identity or by their other name.
-- Binds: records (JSON), account, records (JSON), account.
-- CROSS JOIN keeps the order of the tables: by itself SQLite would read every delivery.
SELECT d.record, d.facts
FROM (SELECT value AS record FROM json_each(?1)) AS k
CROSS JOIN shangbao_delivery AS d ON d.record = k.record
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ?2 AND d.reached = 'yes'
UNION ALL
SELECT a.alias AS record, NULL AS facts
FROM (SELECT value AS record FROM json_each(?3)) AS k
CROSS JOIN shangbao_alias AS a ON a.alias = k.record
JOIN shangbao_delivery AS d ON d.route = a.route AND d.record_key = a.record_key
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ?4 AND d.reached = 'yes'
