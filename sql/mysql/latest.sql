-- The records of a route that the platform stored last, newest first.
-- Binds: route, how many.
-- A key is bytes there: CONVERT gives its text.
SELECT CONVERT(record_key USING utf8mb4) AS record_key, upload, since
FROM shangbao_delivery FORCE INDEX (shangbao_delivery_state)
WHERE route = ? AND state <> 'waiting' AND state = 'delivered'
ORDER BY since DESC, shangbao_delivery.record_key
LIMIT ?
