-- What the server does that streams depend on: whether it shows its writers, how far apart it draws ids, whether it
-- forgets at a restart which ids it drew, whether a reader holds up writers.
SELECT pg_is_in_recovery() AS standby, FALSE AS cluster, 1 AS step, FALSE AS forgets, FALSE AS blocks
