-- What a stream's column is: its declared type, whether an index leads with it, and whether the file draws its values.
-- An INTEGER PRIMARY KEY is the row's own number; without AUTOINCREMENT that of a deleted newest row comes again.
WITH col AS (
  SELECT
    name, type, "notnull",
    upper(type) = 'INTEGER' AND pk = 1 AND (SELECT COUNT(*) FROM pragma_table_info(:name) WHERE pk > 0) = 1 AS own
  FROM pragma_table_info(:name)
  WHERE name = :field COLLATE NOCASE
)
SELECT
  col.type AS type,
  upper(col.type) LIKE '%INT%' AS whole,
  upper(col.type) LIKE '%CHAR%' OR upper(col.type) LIKE '%TEXT%' OR upper(col.type) LIKE '%CLOB%' AS text,
  NULL AS times,
  col."notnull" = 0 AND NOT col.own AS nullable,
  col.own OR EXISTS (
    SELECT 1 FROM pragma_index_list(:name) AS i, pragma_index_info(i.name) AS k
    WHERE k.seqno = 0 AND k.name = col.name
  ) AS indexed,
  col.own AS drawn,
  1 AS cache,
  1 AS step,
  col.own AND NOT EXISTS (
    SELECT 1 FROM sqlite_master WHERE name = :name COLLATE NOCASE AND sql LIKE '%AUTOINCREMENT%'
  ) AS reused
FROM col
