-- The clock, and a row for each open transaction: it may yet commit rows that bear the time of its beginning. Since when
-- it is open is shown only to those who may know it. A prepared one began before it was prepared.
SELECT statement_timestamp(), COALESCE(name, ''), since
FROM (SELECT 1) AS always LEFT JOIN (
  SELECT virtualtransaction, xact_start
  FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'virtualxid' AND mode = 'ExclusiveLock' AND pid <> pg_backend_pid()
    AND datname = current_database() AND COALESCE(backend_type, '') <> 'autovacuum worker'
  UNION ALL
  SELECT '-1/' || CAST(transaction AS text), NULL
  FROM pg_prepared_xacts
  WHERE database = current_database()
) AS open (name, since) ON TRUE
