{flag} = :{due}
