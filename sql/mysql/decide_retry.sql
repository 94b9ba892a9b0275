-- Sends keys again; a key that is not known is taken in. With `resend` also what the platform has already.
-- Binds: keys (JSON), route, now, resend (0 or 1).
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
INSERT INTO shangbao_delivery (route, record_key, version, changed, state, suspect, reached, attempts, due_at, since, failure)
SELECT p.route, k.record_key, 1, 1, 'waiting', 0, 'never', 0, p.now_ms, p.now_ms, 0
FROM JSON_TABLE(?, '$[*]' COLUMNS (record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$')) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms, CAST(? AS SIGNED) AS resend) AS p
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
    shangbao_delivery.message = NULL,
    shangbao_delivery.failure = 0,
    shangbao_delivery.digest = CASE WHEN p.resend = 1 THEN NULL ELSE shangbao_delivery.digest END
