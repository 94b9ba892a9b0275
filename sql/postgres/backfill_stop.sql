-- Binds: now, id, holder.
UPDATE shangbao_backfill
SET seen_at = $1, stopped = 1
WHERE id = $2 AND holder = $3
