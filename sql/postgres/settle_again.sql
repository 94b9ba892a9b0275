-- Keys to be tried again. A flight that ends before they are due is kept: their request may still be open.
-- Binds: settlements (JSON), route, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
UPDATE shangbao_delivery AS d
SET since = CASE WHEN d.state = 'waiting' THEN d.since ELSE $3 END,
    reached = CASE WHEN d.reached = 'asked' THEN 'doubt' ELSE d.reached END,
    flight_until = CASE WHEN k.at >= d.flight_until THEN d.flight_until ELSE NULL END,
    due_at = k.at,
    suspect = 0,
    state = 'waiting',
    attempts = k.attempts,
    field = NULL,
    code = k.code,
    message = k.message,
    failure = 0
FROM json_to_recordset($1::json) AS k (
    record_key text,
    version bigint,
    at bigint,
    attempts bigint,
    code text,
    message text
)
WHERE d.route = $2 AND d.record_key = k.record_key AND d.changed <= k.version
