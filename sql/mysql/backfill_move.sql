-- Moves a backfill on, if it still is its process's.
-- Binds: position, passed, total, now, id, holder.
UPDATE shangbao_backfill
SET position = ?, passed = ?, total = ?, seen_at = ?
WHERE id = ? AND holder = ?
