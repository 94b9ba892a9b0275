-- What lies by now in runs of ids that were missing.
SELECT {cursor}, {key}, {at}, CASE WHEN {filter} THEN 1 ELSE 0 END, {op}
FROM {table}
WHERE {spans}
ORDER BY {cursor}
LIMIT {limit}
