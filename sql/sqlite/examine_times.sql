-- The first and the last times, each in the order that the database has them in.
SELECT moment, side
FROM (
  SELECT moment, side FROM (
    SELECT {cursor} AS moment, 1 AS side FROM {table} WHERE {cursor} IS NOT NULL AND {filter} ORDER BY {cursor} LIMIT 500
  ) AS oldest
  UNION ALL
  SELECT moment, side FROM (
    SELECT {cursor} AS moment, 2 AS side FROM {table} WHERE {cursor} IS NOT NULL AND {filter} ORDER BY {cursor} DESC LIMIT 500
  ) AS newest
) AS ends
ORDER BY side, moment
