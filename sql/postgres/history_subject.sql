INSERT INTO shangbao_history (route, at, what, subject, detail, by_user, by_host)
VALUES ($1, $2, $3, $4, $5, $6, $7)
