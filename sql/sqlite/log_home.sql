-- The last id that the table drew, where it has AUTOINCREMENT; refused where no table has.
SELECT
  '' AS home,
  COALESCE((SELECT seq FROM sqlite_sequence WHERE name = m.name), 0) AS drawn
FROM sqlite_master AS m
WHERE m.type = 'table' AND m.name = :name COLLATE NOCASE AND m.sql LIKE '%AUTOINCREMENT%'
