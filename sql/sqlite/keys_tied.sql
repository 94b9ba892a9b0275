-- A collation may hold different keys for the same; a page never ends between them.
SELECT {flag}, {key}
FROM {table}
WHERE ({key}) = ({after}) AND {due} AND {filter}
LIMIT {limit}
