-- The application's locks are not waited for longer than a second, and where the server can, not at all.
SET SESSION TRANSACTION READ WRITE;
SET SESSION innodb_lock_wait_timeout = 1
