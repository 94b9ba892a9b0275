-- Binds: position, now, 1 as long as what is known of its keys is not trusted, route, stream, version.
UPDATE shangbao_stream
SET position = $1, version = version + 1, moved_at = $2, doubted = $3
WHERE route = $4 AND stream = $5 AND version = $6
