-- SQLite has the clock of the host that writes: there is no other one to compare with.
SELECT NULL AS name WHERE 1 = 0
