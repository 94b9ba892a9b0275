INSERT INTO shangbao_pause (scope, name, reason, since, by_whom, configuration)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
