SELECT fetched_at, entries
FROM shangbao_dictionary
WHERE account = ?1 AND name = ?2
