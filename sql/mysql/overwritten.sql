-- Other keys of the account that stand for a record which was stored now, and were delivered before or are under way: each with the key
-- whose content is there instead. What another record undid does not count.
-- Binds: deliveries (JSON), account, route.
-- A key is bytes there: CONVERT gives its text.
SELECT d.route, CONVERT(d.record_key USING utf8mb4) AS record_key, d.state, k.record_key AS by_key
FROM JSON_TABLE(?, '$[*]' COLUMNS (
    record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record',
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key'
)) AS k
JOIN shangbao_delivery AS d ON d.record = k.record
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ? AND d.undone <> 1 AND (d.state = 'delivered' OR d.digest IS NOT NULL OR d.flight_until IS NOT NULL)
    AND (d.route <> ? OR d.record_key <> k.record_key)
