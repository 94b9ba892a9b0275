-- Reads when the account's next upload may start. The time is the database's own. BEGIN IMMEDIATE has locked the whole database.
SELECT next_at, CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER) AS now_ms
FROM shangbao_pace
WHERE account = ?1
