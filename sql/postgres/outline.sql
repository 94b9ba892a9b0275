-- The columns of a table or view, in their order: what each holds, and its place in the primary key.
SELECT
  c.attname AS name,
  format_type(c.atttypid, c.atttypmod) AS type,
  CASE
    WHEN base.typname IN ('float4', 'float8', 'numeric') THEN 'number'
    WHEN base.typname = 'date' THEN 'day'
    WHEN base.typname LIKE 'timestamp%' THEN 'time'
    WHEN base.typname = 'bytea' THEN 'bytes'
    WHEN base.typcategory IN ('N', 'B') AND base.typname <> 'money' THEN 'whole'
    WHEN base.typcategory IN ('S', 'E') OR base.typname = 'uuid' THEN 'text'
    ELSE 'other'
  END AS holds,
  EXISTS (
    SELECT 1 FROM pg_index WHERE indrelid = c.attrelid AND indisvalid AND indkey[0] = c.attnum
  ) AS indexed,
  c.attidentity <> '' OR COALESCE(pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%', FALSE) AS drawn,
  COALESCE((
    SELECT array_position(CAST(indkey AS int2[]), c.attnum) + 1 FROM pg_index
    WHERE indrelid = c.attrelid AND indisprimary
  ), 0) AS key_part
FROM pg_attribute AS c
JOIN pg_type AS own ON own.oid = c.atttypid
JOIN pg_type AS base ON base.oid = CASE own.typbasetype WHEN 0 THEN own.oid ELSE own.typbasetype END
LEFT JOIN pg_attrdef AS d ON d.adrelid = c.attrelid AND d.adnum = c.attnum
WHERE c.attrelid = CAST(to_regclass(CAST(:table AS text)) AS oid) AND c.attnum > 0 AND NOT c.attisdropped
ORDER BY c.attnum
