-- The columns of a table or view, in their order: what each holds, and its place in the primary key.
-- Indexes are joined as a list of their own: information_schema is slow where a name in it depends on a row.
SELECT
  c.column_name AS name,
  c.column_type AS type,
  CASE
    WHEN c.data_type IN ('float', 'double', 'decimal') THEN 'number'
    WHEN c.data_type = 'date' THEN 'day'
    WHEN c.data_type IN ('datetime', 'timestamp') THEN 'time'
    WHEN c.data_type LIKE '%blob' OR c.data_type LIKE '%binary' THEN 'bytes'
    WHEN c.data_type LIKE '%int' OR c.data_type = 'bit' THEN 'whole'
    WHEN c.collation_name IS NOT NULL THEN 'text'
    ELSE 'other'
  END AS holds,
  COALESCE(i.leads, 0) AS indexed,
  c.extra LIKE '%auto_increment%' AS drawn,
  COALESCE(i.key_part, 0) AS key_part
FROM information_schema.columns AS c
LEFT JOIN (
  SELECT
    column_name, MAX(seq_in_index = 1) AS leads, MAX(IF(index_name = 'PRIMARY', seq_in_index, 0)) AS key_part
  FROM information_schema.statistics
  WHERE table_schema = IF(:schema = '', DATABASE(), :schema) AND table_name = :name
  GROUP BY column_name
) AS i ON i.column_name = c.column_name
WHERE c.table_schema = IF(:schema = '', DATABASE(), :schema) AND c.table_name = :name
ORDER BY c.ordinal_position
