-- Keys without a row that the platform never had are forgotten, unless they were seen again meanwhile.
-- Binds: settlements (JSON), route.
-- SQLite deletes from one table only: the settlements stand in a list of pairs.
DELETE FROM shangbao_delivery
WHERE route = ?2 AND (record_key, version) IN (SELECT value ->> 'record_key', value ->> 'version' FROM json_each(?1))
