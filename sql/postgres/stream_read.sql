-- Notes when a pass began that read the stream to its end.
UPDATE shangbao_stream
SET read_at = $1
WHERE route = $2 AND stream = $3
