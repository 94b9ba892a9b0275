UPDATE shangbao_pace
SET next_at = ?1
WHERE account = ?2
