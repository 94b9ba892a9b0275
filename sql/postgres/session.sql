-- Begins the transaction of a reader. All it sets ends with it: the session may be a pooler's, which lends it to the
-- application next. Each statement sees what is committed when it begins.
BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY;
SET LOCAL TIME ZONE '{timezone}';
SET LOCAL statement_timeout = {timeout}
