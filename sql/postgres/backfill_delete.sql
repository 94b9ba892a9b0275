-- Binds: id, holder.
DELETE FROM shangbao_backfill
WHERE id = $1 AND holder = $2
