INSERT INTO shangbao_pause (scope, name, reason, since, until_ms) VALUES ('job', 'alarms', 'busy', 1000, 5000);
INSERT INTO shangbao_stream (route, stream, position, version, moved_at, read_at) VALUES (7, 'permits', '{"kind":"scan"}', 1, 1000, 900);
