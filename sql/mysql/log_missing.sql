-- The newest ids below one whose predecessor is missing, and the id before each.
SELECT own.id, (SELECT MAX(earlier.id) FROM (SELECT {cursor} AS id FROM {table}) AS earlier WHERE earlier.id < own.id)
FROM (SELECT {cursor} AS id FROM {table}) AS own
WHERE own.id > :first AND own.id <= :last
  AND NOT EXISTS (SELECT 1 FROM (SELECT {cursor} AS id FROM {table}) AS previous WHERE previous.id = own.id - 1)
ORDER BY own.id DESC
LIMIT {limit}
