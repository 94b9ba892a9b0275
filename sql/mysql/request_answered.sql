-- What was answered to a request. Its keys are named there as long as not all of them have a line in the history that names it.
-- Binds: body, reference, time, code, message, 1 where they have not, the same again, id.
UPDATE shangbao_request
SET body = ?,
    reference = ?,
    answered_at = ?,
    code = ?,
    message = ?,
    named = ?,
    record_keys = CASE WHEN ? = 1 THEN record_keys ELSE NULL END
WHERE id = ?
