-- Every transaction locks its lease row first and reads afterwards: that needs the newest rows, not a snapshot.
BEGIN ISOLATION LEVEL READ COMMITTED
