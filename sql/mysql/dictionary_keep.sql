-- Binds: account, name, fetched_at, entries.
INSERT INTO shangbao_dictionary (account, name, fetched_at, entries)
VALUES (?, ?, ?, ?)
ON DUPLICATE KEY UPDATE fetched_at = VALUES(fetched_at), entries = VALUES(entries)
