INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, reached, attempts, since, failure, record, facts, undone, again_at, needed) VALUES (7, '施工-6', 1, 1, 'held', 0, 'never', 0, 1000, 0, 'r-6', '{"ticket_status":"1"}', 1, 9000, 'r-7');
INSERT INTO shangbao_salt (id, salt) VALUES (1, '5a17');
