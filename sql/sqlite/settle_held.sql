-- Keys that wait: for another record, for their time, or for what the platform says is not there yet. A refusal in time answers the one
-- open request: the platform has no such record, unless an earlier request went unanswered.
-- Which record a key stands for is noted where that decides about other keys (record); what the platform knows it as stays.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list is unfolded first and carries the route: by itself SQLite would read the whole route and look each key up in the list.
WITH k AS MATERIALIZED (
    SELECT
        CAST(?2 AS INTEGER) AS route,
        value ->> 'record_key' AS record_key,
        value ->> 'version' AS version,
        value ->> 'tried' AS tried,
        value ->> 'field' AS field,
        value ->> 'code' AS code,
        value ->> 'message' AS message,
        value ->> 'at' AS at,
        value ->> 'attempts' AS attempts,
        value ->> 'needed' AS needed,
        value ->> 'record' AS record
    FROM json_each(?1)
)
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'held' THEN d.since ELSE ?3 END,
    record = CASE WHEN d.reached = 'never' THEN COALESCE(k.record, d.record) ELSE d.record END,
    reached = CASE WHEN d.reached <> 'asked' THEN d.reached WHEN d.flight_until > ?3 THEN 'never' ELSE 'doubt' END,
    due_at = CASE WHEN d.version > k.version THEN ?3 ELSE k.at END,
    suspect = CASE WHEN d.version > k.version THEN 1 ELSE 0 END,
    state = 'held',
    tried = k.tried,
    attempts = k.attempts,
    flight_until = NULL,
    field = k.field,
    code = k.code,
    message = k.message,
    again_at = k.at,
    needed = k.needed,
    failure = 0
FROM k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.changed <= k.version
