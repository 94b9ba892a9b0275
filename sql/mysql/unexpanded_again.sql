-- A change broke `expand` once more.
-- Binds: message, when it is asked again, id.
UPDATE shangbao_unexpanded
SET message = ?, attempts = attempts + 1, due_at = ?
WHERE id = ?
