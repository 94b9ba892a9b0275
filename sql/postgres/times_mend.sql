-- After the clock was put back: what is to be tried again later than it can be is tried now, and a request that would be open longer than any can be
-- is open for as long as one can. What is held until its own time (code 'early') keeps that. Read once after such a step, and so without an index.
-- Binds: route, now, the latest that a request can end, the latest that anything is tried again.
UPDATE shangbao_delivery
SET due_at = CASE WHEN due_at > $4 AND COALESCE(code, '') <> 'early' THEN $2 ELSE due_at END,
    flight_until = CASE WHEN flight_until > $3 THEN $3 ELSE flight_until END
WHERE route = $1 AND (flight_until > $3 OR (due_at > $4 AND COALESCE(code, '') <> 'early'))
