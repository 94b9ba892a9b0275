-- A text that is too long is an error, never cut in silence.
SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_TRANS_TABLES')
