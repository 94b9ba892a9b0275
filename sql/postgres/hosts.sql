-- The hosts whose clock was put back since a time.
-- Binds: time.
SELECT host, set_back_at, set_back_ms
FROM shangbao_host
WHERE set_back_at >= $1
ORDER BY host
