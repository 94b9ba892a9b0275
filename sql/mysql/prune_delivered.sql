-- Drops the keys that were delivered longest ago. None that is due or in flight.
-- Binds: route, before, how many.
DELETE FROM shangbao_delivery
WHERE route = ? AND state = 'delivered' AND state <> 'waiting' AND since < ?
    AND suspect = 0 AND due_at IS NULL AND flight_until IS NULL
ORDER BY since
LIMIT ?
