-- How many changes of a route have no known record.
-- Binds: route.
SELECT COUNT(*) AS changes
FROM shangbao_unexpanded
WHERE route = $1
