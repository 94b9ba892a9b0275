{flag} = :due
