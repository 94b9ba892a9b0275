UPDATE shangbao_lease
SET holder = $1, fence = $2, until_ms = $3
WHERE route = $4
