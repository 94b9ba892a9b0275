-- The accounts that any job ever ran at.
SELECT DISTINCT account
FROM shangbao_route
ORDER BY account
