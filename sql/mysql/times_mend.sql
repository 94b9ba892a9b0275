-- After the clock was put back: what is to be tried again later than it can be is tried now, and a request that would be open longer than any can be
-- is open for as long as one can. What is held until its own time (code 'early') keeps that. Read once after such a step, and so without an index.
-- Binds: route, now, the latest that a request can end, the latest that anything is tried again.
UPDATE shangbao_delivery AS d
JOIN (SELECT CAST(? AS SIGNED) AS route, CAST(? AS SIGNED) AS now_ms, CAST(? AS SIGNED) AS dead_at, CAST(? AS SIGNED) AS latest) AS p
SET d.due_at = CASE WHEN d.due_at > p.latest AND COALESCE(d.code, '') <> 'early' THEN p.now_ms ELSE d.due_at END,
    d.flight_until = CASE WHEN d.flight_until > p.dead_at THEN p.dead_at ELSE d.flight_until END
WHERE d.route = p.route AND (d.flight_until > p.dead_at OR (d.due_at > p.latest AND COALESCE(d.code, '') <> 'early'))
