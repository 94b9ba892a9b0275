INSERT INTO shangbao_stream (route, stream, position, version, moved_at, doubted)
VALUES (?, ?, ?, 1, ?, ?)
