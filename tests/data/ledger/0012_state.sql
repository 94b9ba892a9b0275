INSERT INTO shangbao_unexpanded (id, route, stream, changed_key, message, attempts, due_at, since) VALUES ('c1', 7, 'tests', '施工-9', 'no number', 2, 5000, 4000);
INSERT INTO shangbao_host (host, seen_at, set_back_at, set_back_ms) VALUES ('site', 9000, 8000, 60000);
INSERT INTO shangbao_stream (route, stream, position, version, moved_at, doubted) VALUES (7, 'tests', '{"kind":"scan"}', 2, 1000, 1);
INSERT INTO shangbao_lease (route, holder, fence, until_ms, span_ms) VALUES (9, 'host process 4', 3, 9000, 60000);
