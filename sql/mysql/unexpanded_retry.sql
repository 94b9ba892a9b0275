-- Asks again now: for the changes of these keys, or for all of the route.
-- Binds: now, route, 1 for all, keys (JSON).
UPDATE shangbao_unexpanded
SET due_at = ?
WHERE route = ? AND (? = 1 OR changed_key IN (SELECT k.record_key FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k))
