-- Binds: id, holder.
DELETE FROM shangbao_backfill
WHERE id = ? AND holder = ?
