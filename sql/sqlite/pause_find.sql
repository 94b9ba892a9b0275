SELECT scope, name, reason, since, by_whom, configuration
FROM shangbao_pause
WHERE scope = ?1 AND name = ?2
