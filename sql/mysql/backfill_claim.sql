-- A process goes on with a backfill.
-- Binds: holder, now, id.
UPDATE shangbao_backfill
SET holder = ?, seen_at = ?, stopped = 0
WHERE id = ?
