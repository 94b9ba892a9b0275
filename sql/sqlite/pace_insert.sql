-- A row for the account, unless there is one.
INSERT INTO shangbao_pace (account, next_at)
VALUES (?1, 0)
ON CONFLICT DO NOTHING
