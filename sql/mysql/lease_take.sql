UPDATE shangbao_lease
SET holder = ?, fence = ?, until_ms = ?, brief = ?, wanted_ms = ?
WHERE route = ?
