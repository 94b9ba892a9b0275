-- Asks again now: for the changes of these keys, or for all of the route.
-- Binds: now, route, 1 for all, keys (JSON).
UPDATE shangbao_unexpanded
SET due_at = $1
WHERE route = $2 AND (CAST($3 AS BIGINT) = 1 OR changed_key IN (SELECT k.record_key FROM json_array_elements_text($4::json) AS k (record_key)))
