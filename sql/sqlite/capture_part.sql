CAST({column} AS TEXT)
