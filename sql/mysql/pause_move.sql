-- Binds: account to be, account.
UPDATE shangbao_pause
SET name = ?
WHERE scope = 'platform' AND name = ?
