-- The newest rows by a stream's time: that time, when the database wrote down that the row came (NULL where it does not), and its clock.
SELECT {cursor} AS moment, {column} AS came, CURRENT_TIMESTAMP AS clock
FROM {table}
WHERE {cursor} IS NOT NULL AND {filter}
ORDER BY {cursor} DESC
LIMIT 100
