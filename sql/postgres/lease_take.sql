UPDATE shangbao_lease
SET holder = $1, fence = $2, until_ms = $3, span_ms = $4, brief = $5, wanted_ms = $6
WHERE route = $7
