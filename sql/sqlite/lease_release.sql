UPDATE shangbao_lease
SET until_ms = 0
WHERE route = ?1 AND fence = ?2
