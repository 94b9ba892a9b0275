-- Locks the lease of a route until the transaction ends. The time is the database's own.
SELECT holder, fence, until_ms, span_ms, brief, wanted_ms, CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) AS now_ms
FROM shangbao_lease
WHERE route = ?
FOR UPDATE
