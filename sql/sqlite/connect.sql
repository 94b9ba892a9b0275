-- 8 MiB of pages are kept: a run touches its keys' pages again and again. The clearing of a digest must outlast a power cut (FULL); readers and the one writer do not block each other (WAL).
PRAGMA busy_timeout = 10000;
PRAGMA cache_size = -8000;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL
