-- What is known of keys that are read again after a person set their stream back is not trusted: the platform may have another content than was
-- noted last. A key that the log says was deleted may be at the platform though nothing was noted of that.
-- Binds: keys (JSON), deleted keys (JSON), route.
-- The list is unfolded first and carries the route: by itself SQLite would read the whole route and look each key up in the list.
WITH k AS MATERIALIZED (
    SELECT CAST(?3 AS INTEGER) AS route, r.record_key, MAX(r.deleted) AS deleted
    FROM (
        SELECT a.value AS record_key, 0 AS deleted
        FROM json_each(?1) AS a
        UNION ALL
        SELECT b.value AS record_key, 1 AS deleted
        FROM json_each(?2) AS b
    ) AS r
    GROUP BY r.record_key
)
UPDATE shangbao_delivery AS d
SET digest = NULL,
    reached = CASE WHEN d.reached = 'never' AND k.deleted = 1 THEN 'doubt' ELSE d.reached END
FROM k
WHERE d.route = k.route AND d.record_key = k.record_key
