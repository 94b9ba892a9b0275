-- What a stream's table is.
SELECT
  CASE WHEN t.table_type LIKE '%VIEW' THEN 'view' ELSE 'table' END AS kind,
  COALESCE(t.engine, '') AS engine,
  COALESCE(e.transactions, 'YES') = 'YES' AS transactional,
  0 AS subscribed
FROM information_schema.tables AS t
LEFT JOIN information_schema.engines AS e ON e.engine = t.engine
WHERE t.table_schema = IF(:schema = '', DATABASE(), :schema) AND t.table_name = :name
ORDER BY BINARY t.table_name = :name DESC
LIMIT 1
