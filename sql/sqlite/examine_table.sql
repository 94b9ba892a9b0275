-- What a stream's table is.
SELECT type AS kind, '' AS engine, 1 AS transactional, 0 AS subscribed
FROM sqlite_master
WHERE type IN ('table', 'view') AND name = :name COLLATE NOCASE
