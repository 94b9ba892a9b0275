-- A process goes on with a backfill.
-- Binds: holder, now, id.
UPDATE shangbao_backfill
SET holder = $1, seen_at = $2, stopped = 0
WHERE id = $3
