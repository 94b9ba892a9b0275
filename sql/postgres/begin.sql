-- Every transaction locks a row first and reads afterwards: that needs the newest rows, not a snapshot.
BEGIN ISOLATION LEVEL READ COMMITTED
