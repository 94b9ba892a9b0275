SELECT record_key
FROM shangbao_delivery INDEXED BY shangbao_delivery_state
WHERE route = ?1 AND state <> 'waiting' AND state IN ('rejected', 'expired', 'gone') AND (state <> 'gone' OR failure = 1)
ORDER BY record_key
