INSERT INTO shangbao_history (route, at, what, subject, detail, by_user, by_host)
VALUES (?, ?, ?, ?, ?, ?, ?)
