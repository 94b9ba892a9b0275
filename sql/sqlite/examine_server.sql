-- What the file does that streams depend on: whether it shows its writers, how far apart it draws ids, whether it
-- forgets which ids it drew, whether a reader holds up writers.
SELECT 0 AS standby, 0 AS cluster, 1 AS step, 0 AS forgets, journal_mode NOT IN ('wal', 'memory') AS blocks
FROM pragma_journal_mode
