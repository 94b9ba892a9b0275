INSERT INTO shangbao_pause (scope, name, reason, since, by_whom, configuration, until_ms)
VALUES (?, ?, ?, ?, ?, ?, ?)
