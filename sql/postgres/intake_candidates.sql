-- Takes keys in that may have changed: due for a look, at once unless they are due or in flight already. What is held until a time is
-- looked at all the same. Their state stays.
-- Binds: keys (JSON), route, now, the round of the scan that met them (0 where no scan did), stream.
INSERT INTO shangbao_delivery AS d (route, record_key, version, changed, state, suspect, reached, attempts, due_at, since, failure, scanned, first_at, first_in)
SELECT $2, k.record_key, 1, 1, 'waiting', 0, 'never', 0, $3, $3, 0, NULLIF(CAST($4 AS BIGINT), 0), $3, $5
FROM json_array_elements_text($1::json) AS k (record_key)
ON CONFLICT (route, record_key) DO UPDATE SET
    version = d.version + 1,
    suspect = CASE WHEN d.state = 'waiting' THEN 0 ELSE 1 END,
    due_at = CASE WHEN d.state = 'held' THEN LEAST(COALESCE(d.due_at, excluded.due_at), excluded.due_at) ELSE COALESCE(d.due_at, excluded.due_at) END,
    scanned = COALESCE(excluded.scanned, d.scanned)
