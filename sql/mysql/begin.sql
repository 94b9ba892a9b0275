-- The isolation is the session's own: reads after the first lock see the newest rows at each level.
START TRANSACTION
