SELECT fetched_at, entries
FROM shangbao_dictionary
WHERE account = ? AND name = ?
