PRAGMA query_only = on
