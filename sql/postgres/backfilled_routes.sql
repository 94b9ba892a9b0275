-- The routes where a backfill is at work, which showed after a time.
SELECT DISTINCT route
FROM shangbao_backfill
WHERE stopped = 0 AND seen_at > $1
