-- Binds: account to be, account.
UPDATE shangbao_pause
SET name = $1
WHERE scope = 'platform' AND name = $2
