UPDATE shangbao_route
SET last_run = ?1, error = ?2
WHERE id = ?3
