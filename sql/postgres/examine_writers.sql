-- For how many seconds the oldest transaction has been open, as far as this account may see.
SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp() - MIN(begun)) AS bigint) AS oldest
FROM (
  SELECT xact_start AS begun
  FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
  UNION ALL
  SELECT prepared FROM pg_prepared_xacts WHERE database = current_database()
) AS open
