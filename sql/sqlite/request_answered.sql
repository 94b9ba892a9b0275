-- What was answered to a request. Its keys are named there as long as not all of them have a line in the history that names it.
-- Binds: body, reference, time, code, message, 1 where they have not, the same again, id.
UPDATE shangbao_request
SET body = ?1,
    reference = ?2,
    answered_at = ?3,
    code = ?4,
    message = ?5,
    named = ?6,
    record_keys = CASE WHEN ?7 = 1 THEN record_keys ELSE NULL END
WHERE id = ?8
