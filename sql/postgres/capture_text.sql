CAST({column} AS text)
