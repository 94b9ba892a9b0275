-- What is known of keys that are read again after a person set their stream back is not trusted: the platform may have another content than was
-- noted last. A key that the log says was deleted may be at the platform though nothing was noted of that.
-- Binds: keys (JSON), deleted keys (JSON), route.
-- STRAIGHT_JOIN: before it has counted the table, MariaDB takes a route for a few rows and would read it whole.
UPDATE (
    SELECT r.record_key, MAX(r.deleted) AS deleted
    FROM (
        SELECT a.record_key, 0 AS deleted
        FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS a
        UNION ALL
        SELECT b.record_key, 1 AS deleted
        FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS b
    ) AS r
    GROUP BY r.record_key
) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route) AS p
STRAIGHT_JOIN shangbao_delivery AS d ON d.route = p.route AND d.record_key = k.record_key
SET d.digest = NULL,
    d.reached = CASE WHEN d.reached = 'never' AND k.deleted = 1 THEN 'doubt' ELSE d.reached END
