-- What became of these keys so far, of those that are known.
-- Binds: keys (JSON), route.
-- The list carries the route, and OFFSET 0 keeps it apart: before its first ANALYZE, PostgreSQL takes a route for a few rows.
SELECT d.record_key, d.state, d.digest, d.tried, d.code, d.message, d.upload, d.failure
FROM (
    SELECT CAST($2 AS BIGINT) AS route, r.record_key
    FROM json_array_elements_text($1::json) AS r (record_key)
    OFFSET 0
) AS k
JOIN shangbao_delivery AS d ON d.route = k.route AND d.record_key = k.record_key
