-- How dense the newest ids of a log are.
SELECT COUNT(*) AS found, MAX(id) - MIN(id) AS span
FROM (SELECT {cursor} AS id FROM {table} ORDER BY {cursor} DESC LIMIT 1000) AS newest
