-- A record of these projects was taken: what was refused of them before says nothing of the project.
-- Binds: projects (JSON), account.
UPDATE shangbao_delivery AS d
SET needed = NULL
FROM json_array_elements_text($1::json) AS k (project)
WHERE d.needed = k.project AND d.state = 'rejected'
    AND d.route IN (SELECT o.id FROM shangbao_route AS o WHERE o.account = $2)
