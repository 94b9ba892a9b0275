-- The account of a route; and until the transaction ends, holding a key and delivering what it waits for come one after the other.
-- SQLite has one writer at a time: there is nothing to lock.
-- Binds: route.
SELECT r.account
FROM shangbao_salt AS s
CROSS JOIN shangbao_route AS r
WHERE s.id = 1 AND r.id = ?1
