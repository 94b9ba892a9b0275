-- What is known of keys that are read again after a person set their stream back is not trusted: the platform may have another content than was
-- noted last. A key that the log says was deleted may be at the platform though nothing was noted of that.
-- Binds: keys (JSON), deleted keys (JSON), route.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET digest = NULL,
    reached = CASE WHEN d.reached = 'never' AND k.deleted = 1 THEN 'doubt' ELSE d.reached END
FROM (
    SELECT CAST($3 AS BIGINT) AS route, r.record_key, MAX(r.deleted) AS deleted
    FROM (
        SELECT a.record_key, 0 AS deleted
        FROM json_array_elements_text($1::json) AS a (record_key)
        UNION ALL
        SELECT b.record_key, 1 AS deleted
        FROM json_array_elements_text($2::json) AS b (record_key)
    ) AS r
    GROUP BY r.record_key
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key
