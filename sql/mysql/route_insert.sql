INSERT INTO shangbao_route (job, account)
VALUES (?, ?)
