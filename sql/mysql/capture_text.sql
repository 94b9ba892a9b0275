CONVERT({column} USING utf8mb4)
