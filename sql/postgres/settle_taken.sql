-- A record of these projects was taken: what was refused of them before says nothing of the project.
-- Binds: projects (JSON), account.
-- LATERAL and OFFSET 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
UPDATE shangbao_delivery AS d
SET needed = NULL
FROM (
    SELECT r.route, r.record_key, j.project
    FROM json_array_elements_text($1::json) AS j (project)
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
WHERE d.route = k.route AND d.record_key = k.record_key AND d.needed = k.project AND d.state = 'rejected'
