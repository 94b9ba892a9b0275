-- The clock. Open transactions are not shown to an account that may only SELECT.
SELECT UTC_TIMESTAMP(6), '', ''
