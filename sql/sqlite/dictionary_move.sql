-- Binds: account to be, account.
UPDATE shangbao_dictionary
SET account = ?1
WHERE account = ?2
