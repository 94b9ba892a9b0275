-- Locks the account's row until the transaction ends. The time is the database's own.
SELECT next_at, CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS now_ms
FROM shangbao_pace
WHERE account = $1
FOR UPDATE
