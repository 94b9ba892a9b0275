-- The clearing of a digest must outlast a crash of the server, whatever the server's default is.
SET synchronous_commit = on
