-- The columns of a table or view, in their order: what each is declared to hold, and its place in the primary key.
-- Times have no type of their own: what is declared DATETIME holds text, mostly.
SELECT
  c.name AS name,
  c.type AS type,
  CASE
    WHEN upper(c.type) LIKE '%INT%' OR upper(c.type) LIKE '%BOOL%' THEN 'whole'
    WHEN upper(c.type) LIKE '%CHAR%' OR upper(c.type) LIKE '%TEXT%' OR upper(c.type) LIKE '%CLOB%'
      OR upper(c.type) LIKE '%DATE%' OR upper(c.type) LIKE '%TIME%' THEN 'text'
    WHEN upper(c.type) LIKE '%BLOB%' THEN 'bytes'
    WHEN c.type = '' THEN 'other'
    ELSE 'number'
  END AS holds,
  upper(c.type) = 'INTEGER' AND c.pk = 1 OR EXISTS (
    SELECT 1 FROM pragma_index_list(:name) AS i, pragma_index_info(i.name) AS k
    WHERE k.seqno = 0 AND k.name = c.name
  ) AS indexed,
  upper(c.type) = 'INTEGER' AND c.pk = 1 AND (SELECT COUNT(*) FROM pragma_table_info(:name) WHERE pk > 0) = 1 AS drawn,
  c.pk AS key_part
FROM pragma_table_info(:name) AS c
ORDER BY c.cid
