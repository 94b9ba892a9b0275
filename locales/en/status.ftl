# status

# Pauses
status-tried-again = { $reason }; tried again by itself at { $at }
# The state and the hosts
status-state-unwritten = the state cannot be written, so that what is shown may be old: { $reason }
status-clock-back = the clock of host { $host } was put back by { $seconds } s at { $at }: jobs go on by the clock as it is now

# Missing ids
status-gap-prepared = gap { $ids } waits for a prepared transaction, or is read from a standby, for { $age }
status-gap-unseen = gap { $ids } waits for a writer that cannot be seen, for { $age }
status-gap-one = gap { $ids } waits for a transaction open for { $age } ({ $session })
status-gap-perhaps = gap { $ids } waits for a writer, perhaps the transaction open for { $age } ({ $session })
status-gap-many = gap { $ids } waits for one of { $count } transactions open for { $age } ({ $sessions })
status-gap-until = given up at { $at } if nothing comes
status-session = user { $user }, pid { $pid }
status-no-user = unknown
status-seconds = { $count } s
status-minutes = { $count } min
status-hours = { $count } h
