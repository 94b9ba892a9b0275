-- Rows that somebody else holds locked are left for the next time.
SELECT {flag}, {key}
FROM {table}
WHERE {key_list} IN (:keys) AND {due} AND {filter}
FOR UPDATE SKIP LOCKED
