-- Binds: account, name, fetched_at, entries.
INSERT INTO shangbao_dictionary (account, name, fetched_at, entries)
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (account, name) DO UPDATE SET fetched_at = excluded.fetched_at, entries = excluded.entries
