-- How many records of these routes ever reached the platform, each counted once, however many keys stand for it.
-- Binds: routes (JSON).
SELECT COUNT(DISTINCT COALESCE(d.record, d.route || ' ' || d.record_key)) AS records
FROM shangbao_delivery AS d
WHERE d.route IN (SELECT value::bigint FROM json_array_elements_text($1::json) AS k (value)) AND d.reached = 'yes'
