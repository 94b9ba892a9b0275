-- Other keys of the account that stand for a record which was stored now, and were delivered before or are under way: each with the key
-- whose content is there instead. What another record undid does not count, nor a key that was
-- delivered with this very content: two texts of one key.
-- Binds: deliveries (JSON), account, route.
-- A key is bytes there: CONVERT gives its text.
-- STRAIGHT_JOIN and FORCE INDEX: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
SELECT d.route, CONVERT(d.record_key USING utf8mb4) AS record_key, d.state, k.record_key AS by_key
FROM JSON_TABLE(?, '$[*]' COLUMNS (
    record VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record',
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    digest VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.digest'
)) AS k
STRAIGHT_JOIN shangbao_delivery AS d FORCE INDEX (shangbao_delivery_record) ON d.record = k.record
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ? AND d.undone <> 1 AND (d.state = 'delivered' OR d.digest IS NOT NULL OR d.flight_until IS NOT NULL)
    AND (d.route <> ? OR d.record_key <> k.record_key)
    AND (d.state <> 'delivered' OR d.flight_until IS NOT NULL OR d.digest IS NULL OR d.digest <> k.digest)
