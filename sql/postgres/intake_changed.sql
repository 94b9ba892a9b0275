-- Takes changed keys in: waiting, with a higher version. That a person dismissed a missing row (failure 2) stands until the row is back. What is in flight stays so: it is due when that request must be dead.
-- Binds: keys (JSON), route, now, stream.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
INSERT INTO shangbao_delivery AS d (route, record_key, version, changed, state, suspect, reached, attempts, due_at, since, failure, first_at, first_in)
SELECT $2, k.record_key, 1, 1, 'waiting', 0, 'never', 0, $3, $3, 0, $3, $4
FROM json_array_elements_text($1::json) AS k (record_key)
ON CONFLICT (route, record_key) DO UPDATE SET
    since = CASE WHEN d.state = 'waiting' THEN d.since ELSE excluded.since END,
    due_at = GREATEST(excluded.due_at, COALESCE(d.flight_until, 0)),
    changed = d.version + 1,
    version = d.version + 1,
    state = 'waiting',
    suspect = 0,
    attempts = 0,
    field = NULL,
    code = NULL,
    message = CASE WHEN d.failure = 2 THEN d.message ELSE NULL END,
    failure = CASE WHEN d.failure = 2 THEN 2 ELSE 0 END
