-- A column without a type tells 0 from '0'.
{flag} IN (:{due}, :{due}_text)
