-- The changes of these keys whose record is not known.
-- Binds: route, keys (JSON).
SELECT id, changed_key
FROM shangbao_unexpanded
WHERE route = ?1 AND changed_key IN (SELECT value FROM json_each(?2))
ORDER BY changed_key
