-- Lifts the pause that an outage made; every other one waits for a person.
DELETE FROM shangbao_pause
WHERE scope = ? AND name = ? AND until_ms IS NOT NULL
