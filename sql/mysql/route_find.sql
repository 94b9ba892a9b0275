SELECT id, job, account, last_run, error
FROM shangbao_route
WHERE job = ? AND account = ?
