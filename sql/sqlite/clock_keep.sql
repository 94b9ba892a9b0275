-- Binds: account, ahead_s, seen_at.
INSERT INTO shangbao_clock (account, ahead_s, seen_at)
VALUES (?1, ?2, ?3)
ON CONFLICT (account) DO UPDATE SET ahead_s = excluded.ahead_s, seen_at = excluded.seen_at
