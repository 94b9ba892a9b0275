-- The application's writers are not waited for longer than a second.
PRAGMA query_only = off;
PRAGMA busy_timeout = 1000
