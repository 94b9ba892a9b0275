UPDATE shangbao_route
SET last_run = ?, error = ?
WHERE id = ?
