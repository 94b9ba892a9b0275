-- The rows are locked, and were mapped again since.
UPDATE {table}
SET {flag} = :value
WHERE {key_list} IN (:keys) AND {due} AND {filter}
