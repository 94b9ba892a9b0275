-- Keys to be tried again. Where no answer came, they are in flight until their request must be dead.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list is unfolded first and carries the route: by itself SQLite would read the whole route and look each key up in the list.
WITH k AS MATERIALIZED (
    SELECT
        CAST(?2 AS INTEGER) AS route,
        value ->> 'record_key' AS record_key,
        value ->> 'version' AS version,
        value ->> 'at' AS at,
        value ->> 'open_until' AS open_until,
        value ->> 'attempts' AS attempts,
        value ->> 'code' AS code,
        value ->> 'message' AS message
    FROM json_each(?1)
)
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'waiting' THEN d.since ELSE ?3 END,
    reached = CASE WHEN d.reached = 'asked' THEN 'doubt' ELSE d.reached END,
    flight_until = k.open_until,
    due_at = k.at,
    suspect = 0,
    state = 'waiting',
    attempts = k.attempts,
    field = NULL,
    code = k.code,
    message = k.message,
    failure = 0
FROM k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.changed <= k.version
