-- Locks the account's row until the transaction ends. The time is the database's own.
SELECT next_at, CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED) AS now_ms
FROM shangbao_pace
WHERE account = ?
FOR UPDATE
