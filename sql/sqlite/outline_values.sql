-- Some values of a column, the most frequent first, of the newest rows by the table's key.
SELECT value
FROM (SELECT {column} AS value FROM {table} ORDER BY {newest} LIMIT 10000) AS newest
WHERE value IS NOT NULL
GROUP BY value
ORDER BY COUNT(*) DESC, value
LIMIT 21
