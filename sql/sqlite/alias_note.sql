-- Notes by what other name the records of some keys may be called, and which one is above them.
-- Binds: names (JSON), route.
INSERT INTO shangbao_alias (route, record_key, alias, above)
SELECT ?2, value ->> 'record_key', value ->> 'alias', value ->> 'above'
FROM json_each(?1)
WHERE TRUE
ON CONFLICT (route, record_key) DO UPDATE SET alias = excluded.alias, above = excluded.above
