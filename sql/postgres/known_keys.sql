-- Which of these keys are known.
-- Binds: keys (JSON), route.
SELECT d.record_key
FROM json_array_elements_text($1::json) AS k (record_key)
JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = $2
ORDER BY d.record_key
