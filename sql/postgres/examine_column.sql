-- What a stream's column is: its type, whether an index leads with it, and which sequence draws its values.
SELECT
  format_type(c.atttypid, c.atttypmod) AS type,
  base.typcategory = 'N' AND base.typname NOT IN ('float4', 'float8', 'money') OR base.typname = 'xid8' AS whole,
  base.typcategory = 'S' AS text,
  CASE
    WHEN base.typname = 'date' THEN 'day'
    WHEN base.typname LIKE 'timestamp%' AND c.atttypmod = 0 THEN 'second'
    WHEN base.typname LIKE 'timestamp%' THEN 'fraction'
  END AS times,
  NOT c.attnotnull AS nullable,
  EXISTS (
    SELECT 1 FROM pg_index
    WHERE indrelid = c.attrelid AND indisvalid
      AND (indkey[0] = c.attnum OR pg_get_expr(indpred, indrelid) LIKE '%' || quote_ident(c.attname) || '%')
  ) AS indexed,
  s.seqrelid IS NOT NULL OR COALESCE(pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%', FALSE) AS drawn,
  COALESCE(s.seqcache, 1) AS cache,
  COALESCE(s.seqincrement, 1) AS step,
  FALSE AS reused
FROM pg_attribute AS c
JOIN pg_type AS own ON own.oid = c.atttypid
JOIN pg_type AS base ON base.oid = CASE own.typbasetype WHEN 0 THEN own.oid ELSE own.typbasetype END
LEFT JOIN pg_attrdef AS d ON d.adrelid = c.attrelid AND d.adnum = c.attnum
LEFT JOIN pg_sequence AS s ON s.seqrelid IN (
  -- Of a default, and of an identity.
  SELECT refobjid FROM pg_depend
  WHERE classid = CAST('pg_attrdef' AS regclass) AND objid = d.oid AND refclassid = CAST('pg_class' AS regclass)
  UNION ALL
  SELECT objid FROM pg_depend
  WHERE classid = CAST('pg_class' AS regclass) AND refclassid = CAST('pg_class' AS regclass)
    AND refobjid = c.attrelid AND refobjsubid = c.attnum AND deptype = 'i'
)
WHERE c.attrelid = CAST(to_regclass(CAST(:table AS text)) AS oid) AND NOT c.attisdropped
  AND c.attname = (parse_ident(:column))[cardinality(parse_ident(:column))]
