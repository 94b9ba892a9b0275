-- A record of these projects was taken: what was refused of them before says nothing of the project.
-- Binds: projects (JSON), account.
-- STRAIGHT_JOIN and FORCE INDEX: by itself MariaDB would read the whole route for each record, as most records wait for none.
UPDATE JSON_TABLE(?, '$[*]' COLUMNS (project VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
STRAIGHT_JOIN shangbao_delivery AS d FORCE INDEX (shangbao_delivery_needed) ON k.project = d.needed
JOIN shangbao_route AS o ON o.id = d.route
SET d.needed = NULL
WHERE o.account = ? AND d.state = 'rejected'
