-- Moves a backfill on, if it still is its process's.
-- Binds: position, passed, total, now, id, holder.
UPDATE shangbao_backfill
SET position = $1, passed = $2, total = $3, seen_at = $4
WHERE id = $5 AND holder = $6
