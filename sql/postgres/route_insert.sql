INSERT INTO shangbao_route (job, account)
VALUES ($1, $2)
