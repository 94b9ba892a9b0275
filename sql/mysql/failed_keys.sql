-- A key is bytes there: CONVERT gives its text.
SELECT CONVERT(d.record_key USING utf8mb4) AS record_key
FROM shangbao_delivery AS d FORCE INDEX (shangbao_delivery_state)
WHERE d.route = ? AND d.state IN ('rejected', 'expired', 'gone') AND (d.state <> 'gone' OR d.failure = 1)
ORDER BY d.record_key
