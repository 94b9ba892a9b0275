-- A write that changes nothing, to see whether the state can be written.
UPDATE shangbao_salt
SET salt = salt
