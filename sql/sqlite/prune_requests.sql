-- Drops the oldest requests.
-- Binds: before, how many.
DELETE FROM shangbao_request
WHERE id IN (SELECT r.id FROM shangbao_request AS r WHERE r.at < ?1 ORDER BY r.at LIMIT ?2)
