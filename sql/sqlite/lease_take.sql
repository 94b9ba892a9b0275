UPDATE shangbao_lease
SET holder = ?1, fence = ?2, until_ms = ?3, brief = ?4, wanted_ms = ?5
WHERE route = ?6
