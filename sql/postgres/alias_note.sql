-- Notes by what other name the records of some keys may be called, and which one is above them.
-- Binds: names (JSON), route.
INSERT INTO shangbao_alias (route, record_key, alias, above)
SELECT $2, k.record_key, k.alias, k.above
FROM json_to_recordset($1::json) AS k (record_key text, alias text, above text)
ON CONFLICT (route, record_key) DO UPDATE SET alias = excluded.alias, above = excluded.above
