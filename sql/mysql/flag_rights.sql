-- Writes nothing: who may not do this may not write the flag either.
UPDATE {table} SET {flag} = {flag} WHERE 1 = 0
