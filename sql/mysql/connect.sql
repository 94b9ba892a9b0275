-- A text that is too long is an error, never cut in silence. MariaDB's exists_to_in: see `session.sql`.
SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES') /*M!100101 , optimizer_switch = 'exists_to_in=off' */
