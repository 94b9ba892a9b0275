-- Changes whose key breaks the stream's `expand`. One that is known already is asked again at its time.
-- Binds: changes (JSON), route, now, when they are asked again.
INSERT INTO shangbao_unexpanded (id, route, stream, changed_key, message, attempts, due_at, since)
SELECT k.id, $2, k.stream, k.changed_key, k.message, 1, $4, $3
FROM json_to_recordset($1::json) AS k (id text, stream text, changed_key text, message text)
ON CONFLICT (id) DO UPDATE SET message = excluded.message
