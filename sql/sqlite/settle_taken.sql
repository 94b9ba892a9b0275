-- A record of these projects was taken: what was refused of them before says nothing of the project.
-- Binds: projects (JSON), account.
-- The plus: by itself SQLite would read the whole route instead of the index of what is waited for.
UPDATE shangbao_delivery AS d
SET needed = NULL
FROM (SELECT value AS project FROM json_each(?1)) AS k
WHERE d.needed = k.project AND d.state = 'rejected'
    AND +d.route IN (SELECT o.id FROM shangbao_route AS o WHERE o.account = ?2)
