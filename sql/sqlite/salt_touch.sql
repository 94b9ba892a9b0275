-- A write that changes nothing, to see whether the state can be written.
-- An UPDATE that changes nothing writes nothing in SQLite: the row is put anew.
INSERT OR REPLACE INTO shangbao_salt
SELECT *
FROM shangbao_salt
