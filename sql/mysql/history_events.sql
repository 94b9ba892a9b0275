-- What happened to records, a line each; at the time it bears, else now.
-- Binds: events (JSON), route, now.
INSERT INTO shangbao_history (route, record_key, at, what, subject, code, detail, next_at, request, by_user, by_host)
SELECT p.route, k.record_key, COALESCE(k.at, p.now_ms), k.what, k.subject, k.code, k.detail, k.next_at, k.request, '', ''
FROM JSON_TABLE(?, '$[*]' COLUMNS (
    record_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.record_key',
    at BIGINT PATH '$.at',
    what VARCHAR(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.what',
    subject VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.subject',
    code VARCHAR(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.code',
    detail VARCHAR(4000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.detail',
    next_at BIGINT PATH '$.next_at',
    request BIGINT PATH '$.request'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms) AS p
