{flag} IS NULL
