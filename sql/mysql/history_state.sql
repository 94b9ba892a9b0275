-- How a record stands, and when it was first seen.
-- Binds: route, key.
SELECT CONVERT(record_key USING utf8mb4) AS record_key, state, suspect, field, code, message, attempts, due_at, flight_until, again_at, since, upload, failure, first_at, first_in
FROM shangbao_delivery
WHERE route = ? AND record_key = ?
