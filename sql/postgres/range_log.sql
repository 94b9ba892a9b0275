-- The next rows of a log among the times of a range. A column may be coarser than the range: its ends are looked at once more outside.
SELECT {cursor}, {key}, {at}
FROM {table}
WHERE {cursor} > :after AND {at} >= :first AND {at} <= :last AND {filter}
ORDER BY {cursor}
LIMIT {limit}
