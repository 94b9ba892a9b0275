-- Changes whose key breaks the stream's `expand`. One that is known already is asked again at its time.
-- Binds: changes (JSON), route, now, when they are asked again.
-- WHERE true: without it the server takes ON DUPLICATE KEY for the condition of the join.
INSERT INTO shangbao_unexpanded (id, route, stream, changed_key, message, attempts, due_at, since)
SELECT k.id, p.route, k.stream, k.changed_key, k.message, 1, p.again_at, p.now_ms
FROM JSON_TABLE(?, '$[*]' COLUMNS (
    id VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.id',
    stream VARCHAR(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.stream',
    changed_key VARCHAR(700) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.changed_key',
    message VARCHAR(2000) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin PATH '$.message'
)) AS k
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms, CAST(? AS SIGNED) AS again_at) AS p
WHERE true
ON DUPLICATE KEY UPDATE message = VALUES(message)
