-- From the row at the watermark on: whether it still is the one that was read shows whether the table began anew.
-- Every id counts, so that a row which the condition leaves out is no gap; the last columns say whether it is meant, and what happened.
SELECT {cursor}, {key}, {at}, CASE WHEN {filter} THEN 1 ELSE 0 END, {op}
FROM {table}
WHERE {cursor} >= :after
ORDER BY {cursor}
LIMIT {limit}
