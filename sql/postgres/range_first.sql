-- The first rows among the times of a range. A column may be coarser than the range: its ends are looked at once more outside.
SELECT {cursor}, {key}
FROM {table}
WHERE {cursor} >= :time AND {cursor} <= :last AND {filter}
ORDER BY {cursor}, {key}
LIMIT {limit}
