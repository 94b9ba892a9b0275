-- How many records of these routes ever reached the platform, each counted once, however many keys stand for it.
-- Binds: routes (JSON).
-- A key is bytes there: CONVERT gives its text.
SELECT COUNT(DISTINCT COALESCE(d.record, CONCAT(d.route, ' ', CONVERT(d.record_key USING utf8mb4)))) AS records
FROM shangbao_delivery AS d
WHERE d.route IN (SELECT k.route FROM JSON_TABLE(?, '$[*]' COLUMNS (route BIGINT PATH '$')) AS k) AND d.reached = 'yes'
