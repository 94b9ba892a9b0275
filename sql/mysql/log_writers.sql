-- The transactions that have written something and are open, each with its session and user; refused to an account
-- without the PROCESS right. For people to see: whether a missing id still comes is not told by them.
SELECT CONCAT_WS(' ', trx_id, trx_mysql_thread_id, user)
FROM information_schema.INNODB_TRX
LEFT JOIN information_schema.PROCESSLIST ON id = trx_mysql_thread_id
WHERE trx_mysql_thread_id <> CONNECTION_ID() AND trx_rows_modified + trx_lock_structs > 0
ORDER BY trx_started
LIMIT 20
