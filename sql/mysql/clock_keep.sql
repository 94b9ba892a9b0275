-- Binds: account, ahead_s, seen_at.
INSERT INTO shangbao_clock (account, ahead_s, seen_at)
VALUES (?, ?, ?)
ON DUPLICATE KEY UPDATE ahead_s = VALUES(ahead_s), seen_at = VALUES(seen_at)
