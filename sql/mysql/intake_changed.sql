-- Takes changed keys in: waiting, with a higher version. That a person dismissed a missing row (failure 2) stands until the row is back. What is in flight stays so: it is due when that request must be dead.
-- Binds: keys (JSON), route, now, stream.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, reached, attempts, due_at, since, failure, first_at, first_in)
SELECT p.route, k.record_key, 1, 1, 'waiting', 0, 'never', 0, p.now_ms, p.now_ms, 0, p.now_ms, p.stream
FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms, ? AS stream) AS p
WHERE TRUE
ON DUPLICATE KEY UPDATE
    shangbao_delivery.since = CASE WHEN shangbao_delivery.state = 'waiting' THEN shangbao_delivery.since ELSE VALUES(since) END,
    shangbao_delivery.due_at = GREATEST(VALUES(due_at), COALESCE(shangbao_delivery.flight_until, 0)),
    shangbao_delivery.changed = shangbao_delivery.version + 1,
    shangbao_delivery.version = shangbao_delivery.version + 1,
    shangbao_delivery.state = 'waiting',
    shangbao_delivery.suspect = 0,
    shangbao_delivery.attempts = 0,
    shangbao_delivery.field = NULL,
    shangbao_delivery.code = NULL,
    shangbao_delivery.message = CASE WHEN shangbao_delivery.failure = 2 THEN shangbao_delivery.message ELSE NULL END,
    shangbao_delivery.failure = CASE WHEN shangbao_delivery.failure = 2 THEN 2 ELSE 0 END
