-- Transactions have no numbers here that a row could keep.
SELECT '', ''
