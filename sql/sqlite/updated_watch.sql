-- The clock. Nobody can see how long the one writer has been writing.
SELECT strftime('%Y-%m-%d %H:%M:%f', 'now'), '', ''
