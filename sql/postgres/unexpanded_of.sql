-- The changes of these keys whose record is not known.
-- Binds: route, keys (JSON).
SELECT id, changed_key
FROM shangbao_unexpanded
WHERE route = $1 AND changed_key IN (SELECT k.record_key FROM json_array_elements_text($2::json) AS k (record_key))
ORDER BY changed_key
