-- A column of a stream's table, other than this one, in which the database itself writes when a row came.
SELECT quote_ident(c.attname) AS name
FROM pg_attribute AS c
JOIN pg_type AS t ON t.oid = c.atttypid
JOIN pg_attrdef AS d ON d.adrelid = c.attrelid AND d.adnum = c.attnum
WHERE c.attrelid = CAST(to_regclass(CAST(:table AS text)) AS oid) AND NOT c.attisdropped
  AND c.attname <> (parse_ident(:column))[cardinality(parse_ident(:column))]
  AND t.typname LIKE 'timestamp%'
  AND pg_get_expr(d.adbin, d.adrelid) ~* '(now\(\)|current_timestamp|localtimestamp|[a-z]_timestamp\(\))'
ORDER BY c.attnum
LIMIT 1
