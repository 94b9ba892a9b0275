-- A row for the account, unless there is one.
INSERT IGNORE INTO shangbao_pace (account, next_at)
VALUES (?, 0)
