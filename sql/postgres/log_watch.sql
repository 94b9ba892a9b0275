-- The clock, no patience, and a row for each transaction that may still write an id it has drawn: it holds
-- RowExclusiveLock on the table, on a part of it, or on a sequence (nextval may come long before the insert, and a
-- rollback to a savepoint frees the table's lock but not the sequence's). Of a view, any table may be the one behind it.
-- A standby does not see the writers: it names one that never ends, like a prepared transaction. Behind the
-- transaction's name, where it has a session, its process and user.
WITH RECURSIVE log(relation) AS (
  SELECT CAST(to_regclass(CAST(:table AS text)) AS oid)
  UNION
  SELECT inhrelid FROM pg_inherits JOIN log ON inhparent = relation
), holder(name) AS (
  SELECT CONCAT_WS(' ', virtualtransaction, pid, usename)
  FROM pg_locks LEFT JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (relation IN (SELECT relation FROM log)
      OR relation IN (SELECT oid FROM pg_class WHERE relkind = 'S')
      OR NOT EXISTS (
        SELECT 1 FROM pg_class
        WHERE oid = CAST(to_regclass(CAST(:table AS text)) AS oid) AND relkind IN ('r', 'p')))
  UNION
  SELECT '-1/standby' WHERE pg_is_in_recovery()
)
SELECT clock_timestamp(), 0, COALESCE(name, '')
FROM (SELECT 1) AS always LEFT JOIN holder ON TRUE
ORDER BY name
