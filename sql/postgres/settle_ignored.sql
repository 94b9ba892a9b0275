-- Keys without a row that the platform never had are forgotten, unless they were seen again meanwhile.
-- Binds: settlements (JSON), route.
DELETE FROM shangbao_delivery AS d
USING json_to_recordset($1::json) AS k (record_key text, version bigint)
WHERE d.route = $2 AND d.record_key = k.record_key AND d.version = k.version
