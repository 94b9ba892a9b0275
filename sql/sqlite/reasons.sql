-- What did not arrive, by reason, the most frequent first; with the words of one record and the time of the oldest.
-- Binds: route.
-- INDEXED BY: by itself SQLite would read the whole route, in the order of its keys.
SELECT state, code, field, COUNT(*) AS keys_in_state, MIN(message) AS message, MIN(since) AS since
FROM shangbao_delivery INDEXED BY shangbao_delivery_state
WHERE route = ?1 AND state <> 'waiting' AND state IN ('rejected', 'expired', 'held', 'gone', 'overwritten') AND (state <> 'gone' OR failure = 1)
GROUP BY state, code, field
ORDER BY 4 DESC, 1, 2, 3
