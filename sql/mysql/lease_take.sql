UPDATE shangbao_lease
SET holder = ?, fence = ?, until_ms = ?
WHERE route = ?
