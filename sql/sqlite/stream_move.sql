UPDATE shangbao_stream
SET position = ?1, version = version + 1, moved_at = ?2
WHERE route = ?3 AND stream = ?4 AND version = ?5
