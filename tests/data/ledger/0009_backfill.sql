INSERT INTO shangbao_backfill (id, route, span, resend, position, passed, total, started_at, by_user, by_host, holder, seen_at, stopped) VALUES (1, 7, '--all', 1, '{"kind":"scan"}', 40, 100, 1000, 'dba', 'here', 'host process 2', 1100, 1);
INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, reached, attempts, since, failure, undone, resent) VALUES (7, '施工-8', 1, 1, 'dismissed', 0, 'never', 0, 1000, 0, 0, 1);
INSERT INTO shangbao_lease (route, holder, fence, until_ms, brief, wanted_ms) VALUES (8, 'host process 3', 2, 2000, 1, 1500);
