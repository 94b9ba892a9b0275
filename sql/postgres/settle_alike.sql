-- Holds what the platform refused of a project in the same words, because it refuses the project whole.
-- Binds: refusals (JSON), account, now.
-- LATERAL and OFFSET 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
UPDATE shangbao_delivery AS d
SET since = $3,
    due_at = k.at,
    suspect = 0,
    state = 'held',
    attempts = d.attempts + 1,
    again_at = k.at,
    code = 'project',
    message = k.told
FROM (
    SELECT r.route, r.record_key, j.*
    FROM json_to_recordset($1::json) AS j (project text, code text, message text, told text, at bigint)
    CROSS JOIN LATERAL (
        SELECT x.route, x.record_key
        FROM shangbao_delivery AS x
        WHERE x.needed = j.project
        OFFSET 0
    ) AS r
    JOIN shangbao_route AS o ON o.id = r.route
    WHERE o.account = $2
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key
    AND d.needed = k.project AND d.state = 'rejected' AND d.code = k.code AND d.message = k.message
