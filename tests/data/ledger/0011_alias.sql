INSERT INTO shangbao_alias (route, record_key, alias, above) VALUES (7, '施工-3', 'a5', 'a6');
