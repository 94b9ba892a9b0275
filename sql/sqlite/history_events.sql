-- What happened to records, a line each; at the time it bears, else now.
-- Binds: events (JSON), route, now.
INSERT INTO shangbao_history (route, record_key, at, what, subject, code, detail, next_at, request, by_user, by_host)
SELECT
    ?2,
    value ->> 'record_key',
    COALESCE(value ->> 'at', ?3),
    value ->> 'what',
    value ->> 'subject',
    value ->> 'code',
    value ->> 'detail',
    value ->> 'next_at',
    value ->> 'request',
    '',
    ''
FROM json_each(?1)
