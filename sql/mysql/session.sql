SET SESSION TRANSACTION READ ONLY;
-- MariaDB reads the first comment, MySQL from 5.7.8 on the second, older ones neither.
SET /*M!100101 max_statement_time = {seconds}, */ /*!50708 max_execution_time = {timeout}, */ @shangbao = 1;
-- How far the session's zone is from UTC: TIMESTAMP columns are shown in it.
SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW())
