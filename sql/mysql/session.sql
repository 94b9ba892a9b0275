-- Committed rows only, whatever the server's default is.
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY;
-- MariaDB reads the first comment, MySQL from 5.7.8 on the second, older ones neither.
SET /*M!100101 max_statement_time = {seconds}, */ /*!50708 max_execution_time = {timeout}, */ @shangbao = 1;
-- The driver asks for IGNORE_SPACE while it connects; the session keeps what the server has.
SET SESSION sql_mode = IF(
  FIND_IN_SET('IGNORE_SPACE', @@GLOBAL.sql_mode),
  @@sql_mode,
  TRIM(BOTH ',' FROM REPLACE(CONCAT(',', @@sql_mode, ','), ',IGNORE_SPACE,', ','))
);
-- How far the session's zone is from UTC: TIMESTAMP columns are shown in it.
SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW())
