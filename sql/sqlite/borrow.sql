-- Marks a key that is not due as in flight, to test the platform with it; not if it was seen again meanwhile. Should nobody settle it, it is sent again.
-- Binds: now, digest of its SQL row, until, until, route, key, version, now, now.
-- An assignment never reads a column that stands above it: MySQL would show it the new value, the others the old one.
UPDATE shangbao_delivery
SET since = CASE WHEN state = 'waiting' THEN since ELSE ?1 END,
    state = 'waiting',
    suspect = 0,
    failure = 0,
    digest = NULL,
    tried = ?2,
    undone = 0,
    flight_until = ?3,
    due_at = ?4,
    reached = CASE reached WHEN 'never' THEN 'asked' WHEN 'asked' THEN 'doubt' ELSE reached END
WHERE route = ?5 AND record_key = ?6 AND version = ?7 AND state IN ('delivered', 'waiting')
    AND (due_at IS NULL OR due_at > ?8) AND (flight_until IS NULL OR flight_until <= ?9)
