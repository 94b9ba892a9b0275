-- Begins the transaction of a writer; see `session.sql`. The application's locks are never waited for.
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SET LOCAL TIME ZONE '{timezone}';
SET LOCAL statement_timeout = {timeout};
SET LOCAL lock_timeout = 1000
