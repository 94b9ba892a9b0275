SELECT * FROM {table} WHERE {key} IN (:keys)
