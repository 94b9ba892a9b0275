-- However long a transaction is open, `updated_watch` sees it while the stream is read.
SELECT NULL AS oldest
