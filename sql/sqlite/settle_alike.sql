-- Holds what the platform refused of a project in the same words, because it refuses the project whole.
-- Binds: refusals (JSON), account, now.
-- The plus: by itself SQLite would read the whole route instead of the index of what is waited for.
UPDATE shangbao_delivery AS d
SET since = ?3,
    due_at = k.at,
    suspect = 0,
    state = 'held',
    attempts = d.attempts + 1,
    again_at = k.at,
    code = 'project',
    message = k.told
FROM (
    SELECT
        value ->> 'project' AS project,
        value ->> 'code' AS code,
        value ->> 'message' AS message,
        value ->> 'told' AS told,
        value ->> 'at' AS at
    FROM json_each(?1)
) AS k
WHERE d.needed = k.project AND d.state = 'rejected' AND d.code = k.code AND d.message = k.message
    AND +d.route IN (SELECT o.id FROM shangbao_route AS o WHERE o.account = ?2)
