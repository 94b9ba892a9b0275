SELECT MIN({cursor}), MAX({cursor})
FROM {table}
