-- Keys that the platform stored, with the facts of their records. What another record undid meanwhile has no digest. One that was seen again meanwhile is due for a look.
-- Where another job's key was stored as the record while this request was open (undone 2), nobody knows whose content came last: it is sent once more, alone.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'delivered' OR d.undone = 2 THEN d.since ELSE $3 END,
    due_at = CASE WHEN d.version > k.version OR d.undone = 2 THEN $3 ELSE NULL END,
    suspect = CASE WHEN d.version > k.version AND d.undone <> 2 THEN 1 ELSE 0 END,
    state = CASE WHEN d.undone = 2 THEN 'waiting' ELSE 'delivered' END,
    digest = CASE WHEN d.undone <> 0 THEN NULL ELSE k.digest END,
    tried = k.tried,
    reached = 'yes',
    attempts = 0,
    flight_until = NULL,
    field = NULL,
    code = NULL,
    message = NULL,
    upload = k.upload,
    facts = COALESCE(k.facts, d.facts),
    failure = 0
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.*
    FROM json_to_recordset($1::json) AS r (
        record_key text,
        version bigint,
        digest text,
        tried text,
        upload text,
        facts text
    )
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.changed <= k.version
