-- The records that the platform holds of these keys, whose rows are gone now.
-- Binds: keys (JSON), route.
SELECT d.record
FROM json_array_elements_text($1::json) AS k (record_key)
JOIN shangbao_delivery AS d ON d.record_key = k.record_key
WHERE d.route = $2 AND d.state = 'gone' AND d.undone = 0 AND d.record IS NOT NULL
