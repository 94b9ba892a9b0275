DELETE FROM shangbao_pause
WHERE scope = ?1 AND name = ?2
