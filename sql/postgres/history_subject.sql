INSERT INTO shangbao_history (at, what, subject, detail, by_user, by_host)
VALUES ($1, $2, $3, $4, $5, $6)
