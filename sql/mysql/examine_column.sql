-- What a stream's column is: its type, whether an index leads with it, and whether the database draws its values.
SELECT
  c.column_type AS type,
  c.data_type LIKE '%int' OR (c.data_type = 'decimal' AND c.numeric_scale = 0) AS whole,
  c.collation_name IS NOT NULL AS text,
  CASE
    WHEN c.data_type = 'date' THEN 'day'
    WHEN c.data_type IN ('datetime', 'timestamp') THEN IF(c.datetime_precision = 0, 'second', 'fraction')
  END AS times,
  c.is_nullable = 'YES' AS nullable,
  EXISTS (
    SELECT 1 FROM information_schema.statistics AS i
    WHERE i.table_schema = c.table_schema AND i.table_name = c.table_name AND i.column_name = c.column_name
      AND i.seq_in_index = 1
  ) AS indexed,
  c.extra LIKE '%auto_increment%' AS drawn,
  1 AS cache,
  1 AS step,
  0 AS reused
FROM information_schema.columns AS c
WHERE c.table_schema = IF(:schema = '', DATABASE(), :schema) AND c.table_name = :name AND c.column_name = :field
ORDER BY BINARY c.table_name = :name DESC
LIMIT 1
