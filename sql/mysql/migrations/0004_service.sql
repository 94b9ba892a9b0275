-- A pause that the service made for an outage: when it tries the platform again.
ALTER TABLE shangbao_pause ADD COLUMN until_ms BIGINT;

-- When a pass began that read a stream to its end; kept of streams with a schedule of their own.
ALTER TABLE shangbao_stream ADD COLUMN read_at BIGINT;
