-- There is one writer at a time, and nothing shows it; it commits before the next one begins.
SELECT NULL AS oldest
