-- Locks the lease of a route until the transaction ends. The time is the database's own.
SELECT holder, fence, until_ms, span_ms, brief, wanted_ms, CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS now_ms
FROM shangbao_lease
WHERE route = $1
FOR UPDATE
