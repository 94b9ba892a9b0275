-- Notes when a pass began that read the stream to its end.
UPDATE shangbao_stream
SET read_at = ?
WHERE route = ? AND stream = ?
