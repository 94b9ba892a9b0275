INSERT INTO shangbao_history (at, what, subject, detail, by_user, by_host)
VALUES (?, ?, ?, ?, ?, ?)
