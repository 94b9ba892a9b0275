-- Binds: position, now, 1 as long as what is known of its keys is not trusted, route, stream, version.
UPDATE shangbao_stream
SET position = ?, version = version + 1, moved_at = ?, doubted = ?
WHERE route = ? AND stream = ? AND version = ?
