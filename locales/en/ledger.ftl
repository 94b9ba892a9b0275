# ledger

# Who works here
ledger-holder = { $host } process { $process } started { $start } ({ $mark })

# accounts.rs, pauses.rs
ledger-moved = { $reason } (from { $old })
ledger-resumed = { $reason } (it was paused for: { $pause })

# sharers.rs
ledger-overwritten = key { $key } is the same record and was stored after it: the platform has its content

# error.rs
ledger-failed = the state database failed: { $error }
ledger-unreached = the state database: { $reason }
ledger-pooler = the state database is behind a pooler that lends sessions by the transaction, and the state needs sessions of its own; let `url` of [state] name the server itself, or an entry of the pooler with pool_mode = session
ledger-full = the disk with the state is full: { $error }; free some space there, the program goes on by itself
ledger-disk = the disk with the state does not work, or may only be read: { $error }; look at its mount and at the system's log, the program goes on by itself once it works
ledger-damaged = the state file is damaged: { $error }; put a backup in its place (OPERATING.md, "A restored backup, a truncated table")
ledger-lost = the state file `{ $path }` was deleted, moved or replaced while the program worked with it; put a backup in its place (OPERATING.md, "A restored backup, a truncated table")
ledger-rescued = the state file `{ $path }` was deleted, moved or replaced while the program worked with it; what it held was saved in `{ $rescued }`
ledger-not-put-back = the state file `{ $path }` is not there, and `{ $rescued }` holds what was saved when it was lost: move that file to `{ $path }`, or, to begin with an empty state, elsewhere
ledger-unwritable = something could not be written to the state, which stays as it was: { $error }
ledger-no-tables = the state tables could not be set up: { $error }; `shangbao init --print` shows their statements for a DBA
ledger-half-made = making the state tables was cut off at migration { $version }, and the database cannot undo that: while nothing else runs, DROP what `shangbao init --print` shows of it, DELETE FROM shangbao_migrations WHERE version = { $version }, and run `shangbao init`
ledger-scheme = `{ $scheme }` is no state database; use sqlite://, postgres:// or mysql://
ledger-no-file = the state file `{ $path }` cannot be opened or made: make its folder, and let this user write there
ledger-key-long = a record key is longer than 700 characters, which the state does not hold; nothing was written
ledger-key-nul = a record key holds the character U+0000, which the state does not hold; nothing was written
ledger-unknown = the state tables hold { $column } = `{ $value }`, which this program does not know; do not edit them by hand
