-- Forgets what is over.
-- Binds: now.
DELETE FROM shangbao_deadline
WHERE closes_at < ?
