-- The backfills of a route that have not ended.
SELECT id, span, resend, position, passed, total, started_at, by_user, by_host, holder, seen_at, stopped
FROM shangbao_backfill
WHERE route = $1
ORDER BY id
