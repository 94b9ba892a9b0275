-- A change broke `expand` once more.
-- Binds: message, when it is asked again, id.
UPDATE shangbao_unexpanded
SET message = ?1, attempts = attempts + 1, due_at = ?2
WHERE id = ?3
