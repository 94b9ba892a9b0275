-- How many records of these routes ever reached the platform, each counted once, however many keys stand for it.
-- Binds: routes (JSON).
SELECT COUNT(DISTINCT COALESCE(d.record, d.route || ' ' || d.record_key)) AS records
FROM shangbao_delivery AS d
WHERE d.route IN (SELECT value FROM json_each(?1)) AND d.reached = 'yes'
