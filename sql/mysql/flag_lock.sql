-- Rows that somebody else holds locked are left for the next time; servers before MySQL 8 and MariaDB 10.6 wait for a second.
SELECT {flag}, {key}
FROM {table}
WHERE {key_list} IN (:keys) AND {due} AND {filter}
FOR UPDATE /*!80001 SKIP LOCKED */ /*M!100600 SKIP LOCKED */
