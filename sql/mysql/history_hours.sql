-- How many lines of history each hour has for each thing that can happen, from a time on.
-- Binds: time.
SELECT hour, what, COUNT(*) AS happened
FROM (SELECT at DIV 3600000 AS hour, what FROM shangbao_history WHERE at >= ?) AS h
GROUP BY hour, what
ORDER BY hour, what
