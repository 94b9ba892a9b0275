-- Somebody waits for a lease that a backfill holds.
-- Binds: until, route.
UPDATE shangbao_lease
SET wanted_ms = $1
WHERE route = $2
