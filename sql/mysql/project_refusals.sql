-- What the platform refuses of these projects, by its words: what was refused at the first try since it last took a record of the project (code and message
-- are the platform's), and what is held, or tries again, because it refuses the project whole (code 'project').
-- Binds: projects (JSON), account.
SELECT d.needed AS project, d.code, d.message, COUNT(*) AS records, MAX(d.attempts) AS attempts, MAX(d.again_at) AS again_at
FROM JSON_TABLE(?, '$[*]' COLUMNS (project VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
STRAIGHT_JOIN shangbao_delivery AS d FORCE INDEX (shangbao_delivery_needed) ON d.needed = k.project
JOIN shangbao_route AS o ON o.id = d.route
WHERE o.account = ?
    AND ((d.state = 'rejected' AND d.attempts = 0) OR (d.state IN ('held', 'waiting') AND d.code = 'project'))
GROUP BY d.needed, d.code, d.message
