-- Binds: now, id, holder.
UPDATE shangbao_backfill
SET seen_at = ?, stopped = 1
WHERE id = ? AND holder = ?
