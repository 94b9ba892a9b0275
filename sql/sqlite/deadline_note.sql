-- Until when records may be sent.
-- Binds: records (JSON), route.
-- WHERE true: without it SQLite would take ON CONFLICT for the join's condition.
INSERT INTO shangbao_deadline (route, record_key, closes_at)
SELECT ?2, value ->> 'record_key', value ->> 'closes_at'
FROM json_each(?1)
WHERE true
ON CONFLICT (route, record_key) DO UPDATE SET closes_at = excluded.closes_at
