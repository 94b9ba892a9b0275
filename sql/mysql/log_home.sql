-- Which table this is: another one after DROP; MariaDB does not say so after TRUNCATE. And the last id that it drew.
SELECT CAST(create_time AS CHAR) AS home, auto_increment - 1 AS drawn
FROM information_schema.tables
WHERE table_schema = IF(:schema = '', DATABASE(), :schema) AND table_name = :name
ORDER BY BINARY table_name = :name DESC
LIMIT 1
