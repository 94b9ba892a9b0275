-- Whether a row of the stream says nothing in a column.
SELECT CASE WHEN EXISTS (SELECT 1 FROM {table} WHERE {column} IS NULL AND {filter}) THEN 1 ELSE 0 END AS nulls
