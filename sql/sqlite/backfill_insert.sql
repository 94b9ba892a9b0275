-- Binds: route, span, resend, position, now, user, host, holder, now.
INSERT INTO shangbao_backfill (route, span, resend, position, passed, started_at, by_user, by_host, holder, seen_at, stopped)
VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, ?8, ?9, 0)
