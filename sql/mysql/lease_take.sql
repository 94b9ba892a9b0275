UPDATE shangbao_lease
SET holder = ?, fence = ?, until_ms = ?, span_ms = ?, brief = ?, wanted_ms = ?
WHERE route = ?
