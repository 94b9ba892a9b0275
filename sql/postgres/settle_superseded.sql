-- Keys that changed (or that a person decided on) since their row was read: what became of the older content is not noted, but for
-- whether the platform has the record, and its facts. Their digest is cleared. After an answer they are due at once; after none when that
-- request must be dead. A key without a row that was seen again meanwhile counts as changed.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
UPDATE shangbao_delivery AS d
SET reached = CASE
        WHEN k.answer = 'stored' THEN 'yes'
        WHEN d.reached = 'asked' AND k.answer = 'refused' AND d.flight_until > $3 THEN 'never'
        WHEN d.reached = 'asked' AND k.answer IS NOT NULL THEN 'doubt'
        ELSE d.reached
    END,
    due_at = CASE
        WHEN d.state <> 'waiting' AND d.suspect = 0 THEN NULL
        WHEN k.open_until IS NOT NULL THEN GREATEST($3, k.open_until)
        ELSE $3
    END,
    flight_until = k.open_until,
    facts = COALESCE(k.facts, d.facts),
    digest = NULL
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.*
    FROM json_to_recordset($1::json) AS r (
        record_key text,
        version bigint,
        outcome text,
        answer text,
        open_until bigint,
        facts text
    )
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key AND (d.changed > k.version OR (k.outcome = 'ignored' AND d.version > k.version))
