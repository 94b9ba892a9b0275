-- Asks again now: for the changes of these keys, or for all of the route.
-- Binds: now, route, 1 for all, keys (JSON).
UPDATE shangbao_unexpanded
SET due_at = ?1
WHERE route = ?2 AND (?3 = 1 OR changed_key IN (SELECT value FROM json_each(?4)))
