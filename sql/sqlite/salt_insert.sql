INSERT INTO shangbao_salt (id, salt) VALUES (1, ?1)
