-- What the platform refuses of these projects, by its words: what was refused at the first try since it last took a record of the project (code and message
-- are the platform's), and what is held, or tries again, because it refuses the project whole (code 'project').
-- Binds: projects (JSON), account.
-- LATERAL and OFFSET 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
SELECT d.needed AS project, d.code, d.message, COUNT(*) AS records, MAX(d.attempts) AS attempts, MAX(d.again_at) AS again_at
FROM json_array_elements_text($1::json) AS k (project)
CROSS JOIN LATERAL (
    SELECT r.route, r.needed, r.code, r.message, r.state, r.attempts, r.again_at
    FROM shangbao_delivery AS r
    WHERE r.needed = k.project
    OFFSET 0
) AS d
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = $2
    AND ((d.state = 'rejected' AND d.attempts = 0) OR (d.state IN ('held', 'waiting') AND d.code = 'project'))
GROUP BY d.needed, d.code, d.message
