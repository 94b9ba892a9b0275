-- The records of a route that the platform stored last, newest first.
-- Binds: route, how many.
SELECT record_key, upload, since
FROM shangbao_delivery
WHERE route = ?1 AND state <> 'waiting' AND state = 'delivered'
ORDER BY since DESC, record_key
LIMIT ?2
