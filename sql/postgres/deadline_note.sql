-- Until when records may be sent.
-- Binds: records (JSON), route.
INSERT INTO shangbao_deadline (route, record_key, closes_at)
SELECT $2, k.record_key, k.closes_at
FROM json_to_recordset($1::json) AS k (record_key text, closes_at bigint)
ON CONFLICT (route, record_key) DO UPDATE SET closes_at = excluded.closes_at
