SELECT stream, position, version, moved_at, read_at
FROM shangbao_stream
WHERE route = ?
ORDER BY stream
