SELECT next_at
FROM shangbao_pace
WHERE account = ?1
