-- A column of a stream's table, other than this one, in which the database itself writes when a row came.
SELECT CONCAT('`', REPLACE(c.column_name, '`', '``'), '`') AS name
FROM information_schema.columns AS c
WHERE c.table_schema = IF(:schema = '', DATABASE(), :schema) AND c.table_name = :name AND c.column_name <> :field
  AND c.data_type IN ('datetime', 'timestamp') AND c.column_default LIKE 'current_timestamp%'
  AND c.extra NOT LIKE '%on update%'
ORDER BY BINARY c.table_name = :name DESC, c.ordinal_position
LIMIT 1
