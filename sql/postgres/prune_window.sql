-- The time of the last of the next lines of history, from a time on and before another one.
-- Binds: from, before, how many.
SELECT MAX(h.at) AS until
FROM (SELECT at FROM shangbao_history WHERE at >= $1 AND at < $2 ORDER BY at LIMIT $3) AS h
