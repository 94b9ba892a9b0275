-- What a stream's table is. Into a subscription's table another server writes ids that it drew.
SELECT
  CASE WHEN relkind IN ('r', 'p') THEN 'table' WHEN relkind = 'f' THEN 'foreign table' ELSE 'view' END AS kind,
  '' AS engine,
  TRUE AS transactional,
  EXISTS (SELECT 1 FROM pg_subscription_rel WHERE srrelid = pg_class.oid) AS subscribed
FROM pg_class
WHERE oid = CAST(to_regclass(CAST(:table AS text)) AS oid)
