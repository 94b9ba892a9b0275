-- Rows of the transactions that have ended since a log was last read to its end, whatever their ids are.
SELECT {cursor}, {key}, {at}, CASE WHEN {filter} THEN 1 ELSE 0 END, {op}
FROM {table}
WHERE {news} AND {ended} AND {behind}
ORDER BY {cursor}
LIMIT {limit}
