-- The application's locks are never waited for.
SET default_transaction_read_only = off;
SET lock_timeout = 1000
