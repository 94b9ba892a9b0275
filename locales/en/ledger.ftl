# ledger

# Who works here
ledger-holder = { $host } process { $process } started { $start } ({ $mark })
