-- The next rows among the times of a range. The first condition is there for the index.
SELECT {cursor}, {key}
FROM {table}
WHERE {cursor} >= :time AND ({cursor}, {key}) > (:time, {after}) AND {cursor} <= :last AND {filter}
ORDER BY {cursor}, {key}
LIMIT {limit}
