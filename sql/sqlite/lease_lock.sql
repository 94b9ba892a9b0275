-- Reads the lease of a route. The time is the database's own. BEGIN IMMEDIATE has locked the whole database.
SELECT holder, fence, until_ms, span_ms, brief, wanted_ms, CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER) AS now_ms
FROM shangbao_lease
WHERE route = ?1
