-- One line of history for each key.
-- Binds: route, time, what, detail, user, host, keys (JSON).
INSERT INTO shangbao_history (route, at, what, detail, by_user, by_host, record_key)
SELECT $1, $2, $3, $4, $5, $6, k.record_key
FROM json_array_elements_text($7::json) AS k (record_key)
