-- What happened to records, a line each; at the time it bears, else now.
-- Binds: events (JSON), route, now.
INSERT INTO shangbao_history (route, record_key, at, what, subject, code, detail, next_at, request, by_user, by_host)
SELECT $2, k.record_key, COALESCE(k.at, $3), k.what, k.subject, k.code, k.detail, k.next_at, k.request, '', ''
FROM json_to_recordset($1::json) AS k (
    record_key text,
    at bigint,
    what text,
    subject text,
    code text,
    detail text,
    next_at bigint,
    request bigint
)
