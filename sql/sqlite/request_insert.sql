INSERT INTO shangbao_request (id, route, at, records, named, record_keys)
VALUES (?1, ?2, ?3, ?4, 1, ?5)
