-- Drops the oldest requests.
-- Binds: before, how many.
DELETE FROM shangbao_request
WHERE at < ?
ORDER BY at
LIMIT ?
