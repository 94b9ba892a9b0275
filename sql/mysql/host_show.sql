-- A host shows, by its own clock.
-- Binds: host, now.
INSERT INTO shangbao_host (host, seen_at)
VALUES (?, ?)
ON DUPLICATE KEY UPDATE seen_at = VALUES(seen_at)
