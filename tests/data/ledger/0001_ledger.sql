INSERT INTO shangbao_route (id, job, account, last_run, error) VALUES (7, 'permits', 'hazchem', 1000, NULL);
INSERT INTO shangbao_lease (route, holder, fence, until_ms) VALUES (7, 'host process 1', 41, 2000);
INSERT INTO shangbao_stream (route, stream, position, version, moved_at) VALUES (7, 'change_log', '{"kind":"log","after":"17"}', 5, 1000);
INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, digest, tried, reached, attempts, since, upload, failure) VALUES (7, '施工-1', 3, 3, 'delivered', 0, 'a1', 'b1', 'yes', 0, 1000, 'u-1', 0);
INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, tried, reached, attempts, since, field, code, message, failure) VALUES (7, '施工-2', 1, 1, 'rejected', 0, 'b2', 'never', 1, 1000, 'ticket_type', 'mapping', '列 `kind`', 0);
INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, reached, attempts, due_at, flight_until, since, failure) VALUES (7, '施工-3', 2, 2, 'waiting', 0, 'asked', 4, 3000, 4000, 1000, 0);
INSERT INTO shangbao_pause (scope, name, reason, since, by_whom, configuration) VALUES ('platform', 'hazchem', '维护', 1000, 'dba', NULL);
INSERT INTO shangbao_history (id, route, record_key, at, what, detail, by_user, by_host) VALUES (1, 7, '施工-4', 1000, 'dismiss', '不属于上报范围', 'dba', 'here');
