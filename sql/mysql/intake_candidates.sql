-- Takes keys in that may have changed: due for a look, at once unless they are due or in flight already. What is held until a time is
-- looked at all the same. Their state stays.
-- Binds: keys (JSON), route, now, the round of the scan that met them (0 where no scan did), stream.
INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, reached, attempts, due_at, since, failure, scanned, first_at, first_in)
SELECT p.route, k.record_key, 1, 1, 'waiting', 0, 'never', 0, p.now_ms, p.now_ms, 0, NULLIF(p.round, 0), p.now_ms, p.stream
FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms, CAST(? AS SIGNED) AS round, ? AS stream) AS p
WHERE TRUE
ON DUPLICATE KEY UPDATE
    shangbao_delivery.version = shangbao_delivery.version + 1,
    shangbao_delivery.suspect = CASE WHEN shangbao_delivery.state = 'waiting' THEN 0 ELSE 1 END,
    shangbao_delivery.due_at = CASE
        WHEN shangbao_delivery.state = 'held' THEN LEAST(COALESCE(shangbao_delivery.due_at, VALUES(due_at)), VALUES(due_at))
        ELSE COALESCE(shangbao_delivery.due_at, VALUES(due_at))
    END,
    shangbao_delivery.scanned = COALESCE(VALUES(scanned), shangbao_delivery.scanned)
