-- Binds: account, route.
UPDATE shangbao_route
SET account = ?
WHERE id = ?
