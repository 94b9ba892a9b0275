-- The keys of these routes whose records ever reached the platform: those that are delivered first, newest first.
-- Binds: routes (JSON), how many.
SELECT d.route, d.record_key AS record_key, d.record, d.upload, d.since
FROM shangbao_delivery AS d
WHERE d.route IN (SELECT value FROM json_each(?1)) AND d.reached = 'yes'
ORDER BY CASE WHEN d.state = 'delivered' THEN 0 ELSE 1 END, d.since DESC, d.record_key
LIMIT ?2
