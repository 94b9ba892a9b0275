INSERT INTO shangbao_stream (route, stream, position, version, moved_at)
VALUES (?, ?, ?, 1, ?)
