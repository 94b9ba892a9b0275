-- The isolation is the session's own: reads after the lock on the lease row see the newest rows at each level.
START TRANSACTION
