SELECT state, COUNT(*) AS keys_in_state
FROM shangbao_delivery
WHERE route = ?
GROUP BY state
