SELECT salt FROM shangbao_salt WHERE id = 1
