-- The records that the platform holds of these keys, whose rows are gone now.
-- Binds: keys (JSON), route.
-- CROSS JOIN keeps the order of the tables: by itself SQLite would read the whole route and look each key up in the list.
SELECT d.record
FROM (SELECT value AS record_key FROM json_each(?1)) AS k
CROSS JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = ?2 AND d.state = 'gone' AND d.undone = 0 AND d.record IS NOT NULL
