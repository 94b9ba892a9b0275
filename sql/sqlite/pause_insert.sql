INSERT INTO shangbao_pause (scope, name, reason, since, by_whom, configuration, until_ms)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
