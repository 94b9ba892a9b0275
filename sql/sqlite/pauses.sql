SELECT scope, name, reason, since, by_whom, configuration, until_ms
FROM shangbao_pause
ORDER BY scope, name
