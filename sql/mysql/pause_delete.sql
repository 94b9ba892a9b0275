DELETE FROM shangbao_pause
WHERE scope = ? AND name = ?
