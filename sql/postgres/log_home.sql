-- Which table this is: another one after TRUNCATE, or where a backup was restored. And the last id that it drew, where
-- this account may know it.
SELECT
  CONCAT_WS('/', (SELECT system_identifier FROM pg_control_system()), c.oid, c.relfilenode) AS home,
  CASE
    WHEN has_sequence_privilege(s.seqrelid, 'USAGE, SELECT')
    THEN COALESCE(pg_sequence_last_value(s.seqrelid), s.seqstart - s.seqincrement)
  END AS drawn
FROM pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid
LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
LEFT JOIN pg_sequence AS s ON s.seqrelid IN (
  -- Of a default, and of an identity.
  SELECT refobjid FROM pg_depend
  WHERE classid = CAST('pg_attrdef' AS regclass) AND objid = d.oid AND refclassid = CAST('pg_class' AS regclass)
  UNION ALL
  SELECT objid FROM pg_depend
  WHERE classid = CAST('pg_class' AS regclass) AND refclassid = CAST('pg_class' AS regclass)
    AND refobjid = a.attrelid AND refobjsubid = a.attnum AND deptype = 'i'
)
WHERE c.oid = CAST(to_regclass(CAST(:table AS text)) AS oid)
  AND a.attname = (parse_ident(:column))[cardinality(parse_ident(:column))]
