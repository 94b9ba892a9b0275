-- Notes by what other name the records of some keys may be called.
-- Binds: names (JSON), route.
INSERT INTO shangbao_alias (route, record_key, alias)
SELECT $2, k.record_key, k.alias
FROM json_to_recordset($1::json) AS k (record_key text, alias text)
ON CONFLICT (route, record_key) DO UPDATE SET alias = excluded.alias
