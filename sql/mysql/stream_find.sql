SELECT stream, position, version, moved_at, read_at, doubted
FROM shangbao_stream
WHERE route = ? AND stream = ?
