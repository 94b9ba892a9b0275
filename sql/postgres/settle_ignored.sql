-- Keys without a row that the platform never had are forgotten, unless they were seen again meanwhile.
-- Binds: settlements (JSON), route.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
DELETE FROM shangbao_delivery AS d
USING (
    SELECT CAST($2 AS BIGINT) AS route, r.*
    FROM json_to_recordset($1::json) AS r (record_key text, version bigint)
    OFFSET 0
) AS k
WHERE d.route = k.route AND d.record_key = k.record_key AND d.version = k.version
