INSERT INTO shangbao_stream (route, stream, position, version, moved_at, doubted)
VALUES (?1, ?2, ?3, 1, ?4, ?5)
