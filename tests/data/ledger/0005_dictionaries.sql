INSERT INTO shangbao_dictionary (account, name, fetched_at, entries) VALUES ('hazchem', 'DictListJobName', 1000, '[]');
INSERT INTO shangbao_clock (account, ahead_s, seen_at) VALUES ('hazchem', -61, 1000);
