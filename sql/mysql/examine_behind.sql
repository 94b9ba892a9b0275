-- Of the newest rows by a stream's time, how many bear one from before they came, and by how many seconds at most.
SELECT COUNT(*) AS found, SUM(late > 60) AS behind, MAX(late) AS seconds
FROM (
  SELECT TIMESTAMPDIFF(SECOND, {cursor}, {column}) AS late
  FROM {table}
  WHERE {cursor} IS NOT NULL AND {column} IS NOT NULL AND {filter}
  ORDER BY {cursor} DESC
  LIMIT 100
) AS newest
