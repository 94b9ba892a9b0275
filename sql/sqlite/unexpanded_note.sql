-- Changes whose key breaks the stream's `expand`. One that is known already is asked again at its time.
-- Binds: changes (JSON), route, now, when they are asked again.
INSERT INTO shangbao_unexpanded (id, route, stream, changed_key, message, attempts, due_at, since)
SELECT value ->> 'id', ?2, value ->> 'stream', value ->> 'changed_key', value ->> 'message', 1, ?4, ?3
FROM json_each(?1)
WHERE TRUE
ON CONFLICT (id) DO UPDATE SET message = excluded.message
