-- The keys of a route whose last request carried this record.
-- Binds: route, record.
-- The plus 0: before its first ANALYZE, PostgreSQL takes a route for a few rows, and would read it whole instead of the index of records.
SELECT record_key
FROM shangbao_delivery
WHERE route + 0 = $1 AND record = $2
ORDER BY record_key
