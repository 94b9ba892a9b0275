INSERT INTO shangbao_alias (route, record_key, alias) VALUES (7, '施工-3', 'a5');
