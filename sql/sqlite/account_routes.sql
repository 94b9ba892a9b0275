-- The jobs at two accounts, and whether they know any key there.
-- Binds: account, account.
SELECT r.id, r.job, r.account,
    CASE WHEN EXISTS (SELECT 1 FROM shangbao_delivery AS d WHERE d.route = r.id) THEN 1 ELSE 0 END AS knows_keys
FROM shangbao_route AS r
WHERE r.account IN (?1, ?2)
ORDER BY r.id
