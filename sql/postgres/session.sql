SET TIME ZONE '{timezone}';
SET default_transaction_read_only = on;
SET statement_timeout = {timeout}
