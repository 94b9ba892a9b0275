-- The records of a change are known, or a person dismissed it.
-- Binds: id.
DELETE FROM shangbao_unexpanded
WHERE id = ?
