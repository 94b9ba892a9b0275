-- Binds: account to be, account.
UPDATE shangbao_dictionary
SET account = ?
WHERE account = ?
