-- Never asked: there is no other clock to compare with.
SELECT 0 AS found, 0 AS behind, 0 AS seconds
