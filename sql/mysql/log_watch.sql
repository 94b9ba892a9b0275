-- The clock, and for how many seconds a run of ids must be empty: writers are not shown to an account that may only
-- SELECT. A transaction that waits for a lock while it writes has given up by then.
SELECT UTC_TIMESTAMP(6), GREATEST(60, @@GLOBAL.innodb_lock_wait_timeout + 10), ''
