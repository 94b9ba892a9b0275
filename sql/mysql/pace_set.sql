UPDATE shangbao_pace
SET next_at = ?
WHERE account = ?
