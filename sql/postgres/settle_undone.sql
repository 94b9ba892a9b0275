-- Forgets what content other records of the account have at the platform: a record was delivered that undid them.
-- Binds: records (JSON), account.
UPDATE shangbao_delivery AS d
SET digest = NULL,
    undone = 1
FROM json_array_elements_text($1::json) AS k (record)
WHERE d.record = k.record AND d.route IN (SELECT o.id FROM shangbao_route AS o WHERE o.account = $2)
