UPDATE shangbao_stream
SET position = ?, version = version + 1, moved_at = ?
WHERE route = ? AND stream = ? AND version = ?
