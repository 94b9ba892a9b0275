-- What did not arrive, by reason, the most frequent first; with the words of one record and the time of the oldest.
-- Binds: route.
SELECT state, code, field, COUNT(*) AS keys_in_state, MIN(message) AS message, MIN(since) AS since
FROM shangbao_delivery
WHERE route = ?1 AND state <> 'waiting' AND state IN ('rejected', 'expired', 'held', 'gone', 'overwritten') AND (state <> 'gone' OR failure = 1)
GROUP BY state, code, field
ORDER BY 4 DESC, 1, 2, 3
