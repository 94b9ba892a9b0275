-- One order for whatever a column without a type holds: that of the key's text.
CASE typeof({column})
  WHEN 'blob' THEN lower(hex({column}))
  WHEN 'real' THEN rtrim(rtrim(CAST({column} AS TEXT), '0'), '.')
  ELSE CAST({column} AS TEXT)
END
