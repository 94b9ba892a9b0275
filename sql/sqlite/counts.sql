-- How many keys are in each state. Those that wait are counted by their due time: they stand in no index of states.
-- Binds: route, route.
SELECT state, COUNT(*) AS keys_in_state
FROM shangbao_delivery
WHERE route = ?1 AND state <> 'waiting'
GROUP BY state
UNION ALL
SELECT 'waiting' AS state, COUNT(*) AS keys_in_state
FROM shangbao_delivery
WHERE route = ?2 AND state = 'waiting' AND due_at >= 0
