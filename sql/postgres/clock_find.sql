SELECT ahead_s
FROM shangbao_clock
WHERE account = $1
