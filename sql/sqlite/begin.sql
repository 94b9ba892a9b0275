-- One writer at a time: taken at once, so that a transaction never fails half way for want of the lock.
BEGIN IMMEDIATE
