-- The keys of a route whose last request carried this record.
-- Binds: route, record.
SELECT record_key
FROM shangbao_delivery
WHERE route = ?1 AND record = ?2
ORDER BY record_key
