-- The newest key that the platform is known to have, other than those listed.
-- Binds: route, keys (JSON).
SELECT record_key, digest
FROM shangbao_delivery
WHERE route = ?1 AND state = 'delivered' AND digest IS NOT NULL
    AND record_key NOT IN (SELECT value FROM json_each(?2))
ORDER BY since DESC
LIMIT 1
