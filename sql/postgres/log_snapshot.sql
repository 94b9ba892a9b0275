-- Which transactions have ended: those before the second number, but for those that are listed. And the newest that the
-- log names. A standby does not list the open ones: there it is those before the oldest that is open.
SELECT
  CASE
    WHEN pg_is_in_recovery() THEN CONCAT_WS(':', txid_snapshot_xmin(snapshot), txid_snapshot_xmin(snapshot), '')
    ELSE CAST(snapshot AS text)
  END,
  CAST((SELECT {txid} FROM {table} WHERE {txid} IS NOT NULL ORDER BY {txid} DESC LIMIT 1) AS text)
FROM txid_current_snapshot() AS snapshot
