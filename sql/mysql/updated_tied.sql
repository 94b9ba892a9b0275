-- A collation may hold different keys for the same; a page never ends between them.
SELECT {cursor}, {key}
FROM {table}
WHERE {cursor} = :time AND ({key}) = ({after}) AND {filter}
LIMIT {limit}
