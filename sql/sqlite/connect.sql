-- The clearing of a digest must outlast a power cut (FULL); readers and the one writer do not block each other (WAL).
-- A run touches pages all over the indexes again and again: 8 MiB of them are kept, and the WAL takes 32 MiB before they are
-- written where they belong.
PRAGMA busy_timeout = 10000;
PRAGMA cache_size = -8000;
PRAGMA journal_mode = WAL;
PRAGMA wal_autocheckpoint = 8000;
PRAGMA synchronous = FULL
