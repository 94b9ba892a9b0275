SELECT scope, name, reason, since, by_whom, configuration
FROM shangbao_pause
ORDER BY scope, name
