-- What became of these keys so far, of those that are known.
-- Binds: keys (JSON), route.
SELECT d.record_key, d.state, d.digest, d.tried, d.code, d.message, d.upload, d.failure
FROM json_array_elements_text($1::json) AS k (record_key)
JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = $2
