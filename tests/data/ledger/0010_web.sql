INSERT INTO shangbao_deadline (route, record_key, closes_at) VALUES (7, '施工-3', 9000);
