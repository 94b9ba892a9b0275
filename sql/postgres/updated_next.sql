-- The first condition is there for the index; a row without a key is let through to be refused.
SELECT {cursor}, {key}
FROM {table}
WHERE {cursor} >= :time
  AND (({cursor}, {key}) > (:time, {after}) OR {keyless})
  AND {filter}
ORDER BY {cursor}, {key}
LIMIT {limit}
