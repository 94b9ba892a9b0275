-- For how many seconds the oldest transaction has been open; refused to an account without the PROCESS right.
SELECT TIMESTAMPDIFF(SECOND, MIN(trx_started), NOW()) AS oldest
FROM information_schema.INNODB_TRX
WHERE trx_mysql_thread_id <> CONNECTION_ID()
