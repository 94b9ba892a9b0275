UPDATE shangbao_lease
SET until_ms = 0
WHERE route = ? AND fence = ?
