-- The time of the last of the next lines of history, from a time on and before another one.
-- Binds: from, before, how many.
SELECT MAX(h.at) AS until
FROM (SELECT at FROM shangbao_history WHERE at >= ? AND at < ? ORDER BY at LIMIT ?) AS h
