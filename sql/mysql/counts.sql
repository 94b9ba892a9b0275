-- How many keys are in each state. Those that wait are counted by their due time: they stand in no index of states.
-- Binds: route, route.
SELECT state, COUNT(*) AS keys_in_state
FROM shangbao_delivery
WHERE route = ? AND state <> 'waiting'
GROUP BY state
UNION ALL
SELECT 'waiting' AS state, COUNT(*) AS keys_in_state
FROM shangbao_delivery
WHERE due_route = ? AND state = 'waiting'
