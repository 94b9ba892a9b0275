SELECT id, job, account, last_run, error
FROM shangbao_route
WHERE job = ?1 AND account = ?2
