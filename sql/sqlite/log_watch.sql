-- The clock. There is one writer at a time, and a rollback gives its id back: no id is ever late.
SELECT strftime('%Y-%m-%d %H:%M:%f', 'now'), 0, ''
