-- Marks keys as in flight and clears their digests, before their request goes out. A suspect becomes waiting, and so does what was held: should the
-- request get lost, it is sent again. A key that stands for another record than before is not known to be at the platform as such. What a person dismissed meanwhile stays dismissed.
-- Binds: departures (JSON), route, until.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list is unfolded first and carries the route: by itself SQLite would read the whole route and look each key up in the list.
WITH k AS MATERIALIZED (
    SELECT
        CAST(?2 AS INTEGER) AS route,
        value ->> 'record_key' AS record_key,
        value ->> 'tried' AS tried,
        value ->> 'record' AS record
    FROM json_each(?1)
)
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'waiting' OR d.suspect = 0 THEN d.since ELSE d.due_at END,
    attempts = CASE WHEN d.suspect = 1 THEN 0 ELSE d.attempts END,
    state = CASE WHEN d.suspect = 1 OR d.state = 'held' THEN 'waiting' ELSE d.state END,
    suspect = 0,
    failure = 0,
    digest = NULL,
    tried = k.tried,
    undone = 0,
    flight_until = ?3,
    reached = CASE WHEN d.reached = 'yes' AND d.record <> k.record THEN 'doubt' WHEN d.reached = 'never' THEN 'asked' WHEN d.reached = 'asked' THEN 'doubt' ELSE d.reached END,
    record = k.record
FROM k
WHERE d.route = k.route AND d.record_key = k.record_key
