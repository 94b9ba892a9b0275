-- The keys of these routes whose records ever reached the platform: those that are delivered first, newest first.
-- Binds: routes (JSON), how many.
-- A key is bytes there: CONVERT gives its text.
SELECT d.route, CONVERT(d.record_key USING utf8mb4) AS record_key, d.record, d.upload, d.since
FROM shangbao_delivery AS d
WHERE d.route IN (SELECT k.route FROM JSON_TABLE(?, '$[*]' COLUMNS (route BIGINT PATH '$')) AS k) AND d.reached = 'yes'
ORDER BY CASE WHEN d.state = 'delivered' THEN 0 ELSE 1 END, d.since DESC, d.record_key
LIMIT ?
