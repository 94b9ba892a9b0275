-- A host shows, by its own clock.
-- Binds: host, now.
INSERT INTO shangbao_host (host, seen_at)
VALUES ($1, $2)
ON CONFLICT (host) DO UPDATE SET seen_at = excluded.seen_at
