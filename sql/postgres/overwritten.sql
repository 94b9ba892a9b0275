-- Other keys of the account that stand for a record which was stored now, and were delivered before or are under way: each with the key
-- whose content is there instead. What another record undid does not count, nor a key that was
-- delivered with this very content: two texts of one key.
-- Binds: deliveries (JSON), account, route.
-- LATERAL and OFFSET 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
SELECT d.route, d.record_key, d.state, k.record_key AS by_key
FROM json_to_recordset($1::json) AS k (record text, record_key text, digest text)
CROSS JOIN LATERAL (
    SELECT r.*
    FROM shangbao_delivery AS r
    WHERE r.record = k.record
    OFFSET 0
) AS d
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = $2 AND d.undone <> 1 AND (d.state = 'delivered' OR d.digest IS NOT NULL OR d.flight_until IS NOT NULL)
    AND (d.route <> $3 OR d.record_key <> k.record_key)
    AND (d.state <> 'delivered' OR d.flight_until IS NOT NULL OR d.digest IS NULL OR d.digest <> k.digest)
