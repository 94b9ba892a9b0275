-- Committed rows only, whatever the server's default is.
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY;
-- Warnings tell of values that were changed; so many are kept for a statement (a server may be set to keep none).
SET SESSION max_error_count = 1024;
-- MariaDB reads the first comment, MySQL from 5.7.8 on the second, older ones neither. exists_to_in: with it MariaDB
-- answers a prepared EXISTS with other rows from its second execution on (10.11; also one in a mapping's SQL).
SET /*M!100101 max_statement_time = {seconds}, optimizer_switch = 'exists_to_in=off', */ /*!50708 max_execution_time = {timeout}, */ @shangbao = 1;
-- The driver asks for IGNORE_SPACE while it connects; the session keeps what the server has.
SET SESSION sql_mode = IF(
  FIND_IN_SET('IGNORE_SPACE', @@GLOBAL.sql_mode),
  @@sql_mode,
  TRIM(BOTH ',' FROM REPLACE(CONCAT(',', @@sql_mode, ','), ',IGNORE_SPACE,', ','))
);
-- The session's zone, in which TIMESTAMP columns are shown: its name, and how far it was from UTC over a year (no
-- zone's winter or summer is shorter than a quarter).
SELECT
  @@session.time_zone,
  at,
  TIMESTAMPDIFF(SECOND, '1970-01-01', FROM_UNIXTIME(at)) - at
FROM (
  SELECT UNIX_TIMESTAMP() - days * 86400 AS at
  FROM (SELECT 0 AS days UNION ALL SELECT 91 UNION ALL SELECT 182 UNION ALL SELECT 273) AS quarters
) AS moments
