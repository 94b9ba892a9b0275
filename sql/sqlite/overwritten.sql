-- Other keys of the account that stand for a record which was stored now, and were delivered before or are under way: each with the key
-- whose content is there instead. What another record undid does not count, nor a key that was
-- delivered with this very content: two texts of one key.
-- Binds: deliveries (JSON), account, route.
-- CROSS JOIN keeps the order of the tables: by itself SQLite would read every delivery.
SELECT d.route, d.record_key, d.state, k.record_key AS by_key
FROM (SELECT value ->> 'record' AS record, value ->> 'record_key' AS record_key, value ->> 'digest' AS digest FROM json_each(?1)) AS k
CROSS JOIN shangbao_delivery AS d ON d.record = k.record
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ?2 AND d.undone <> 1 AND (d.state = 'delivered' OR d.digest IS NOT NULL OR d.flight_until IS NOT NULL)
    AND (d.route <> ?3 OR d.record_key <> k.record_key)
    AND (d.state <> 'delivered' OR d.flight_until IS NOT NULL OR d.digest IS NULL OR d.digest <> k.digest)
