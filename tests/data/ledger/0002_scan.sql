INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, reached, attempts, since, failure, scanned) VALUES (7, '施工-5', 1, 1, 'gone', 0, 'yes', 0, 1000, 1, 12);
