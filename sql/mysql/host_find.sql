-- Binds: host.
SELECT seen_at, set_back_at, set_back_ms
FROM shangbao_host
WHERE host = ?
