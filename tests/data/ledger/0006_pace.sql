INSERT INTO shangbao_pace (account, next_at) VALUES ('hazchem', 61000);
