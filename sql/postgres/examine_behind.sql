-- Of the newest rows by a stream's time, how many bear one from before they came, and by how many seconds at most.
SELECT
  COUNT(*) AS found,
  COUNT(*) FILTER (WHERE late > 60) AS behind,
  CAST(MAX(late) AS bigint) AS seconds
FROM (
  SELECT EXTRACT(EPOCH FROM CAST({column} AS timestamptz) - CAST({cursor} AS timestamptz)) AS late
  FROM {table}
  WHERE isfinite({cursor}) AND isfinite({column}) AND {filter}
  ORDER BY {cursor} DESC
  LIMIT 100
) AS newest
