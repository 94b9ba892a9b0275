-- The keys of a route whose last request carried this record.
-- Binds: route, record.
SELECT CONVERT(record_key USING utf8mb4) AS record_key
FROM shangbao_delivery FORCE INDEX (shangbao_delivery_record)
WHERE route = ? AND record = ?
ORDER BY record_key
