-- Binds: account, route.
UPDATE shangbao_route
SET account = ?1
WHERE id = ?2
