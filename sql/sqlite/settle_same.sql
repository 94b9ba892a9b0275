-- Suspects whose content is what was last tried: they stay what they were. One that was seen again meanwhile is due for another look;
-- a key that waits goes on waiting, and one that is held is tried when it would have been.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list is unfolded first and carries the route: by itself SQLite would read the whole route and look each key up in the list.
WITH k AS MATERIALIZED (
    SELECT
        CAST(?2 AS INTEGER) AS route,
        value ->> 'record_key' AS record_key,
        value ->> 'version' AS version
    FROM json_each(?1)
)
UPDATE shangbao_delivery AS d
SET due_at = CASE WHEN d.state = 'waiting' THEN d.due_at WHEN d.version > k.version THEN ?3 WHEN d.state = 'held' THEN d.again_at ELSE NULL END,
    suspect = CASE WHEN d.state <> 'waiting' AND d.version > k.version THEN 1 ELSE 0 END
FROM k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.changed <= k.version
