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
ledger-no-tables = the state tables could not be set up: { $error }; `shangbao init --print` shows their statements for a DBA
ledger-half-made = making the state tables was cut off at migration { $version }, and the database cannot undo that: while nothing else runs, DROP what `shangbao init --print` shows of it, DELETE FROM shangbao_migrations WHERE version = { $version }, and run `shangbao init`
ledger-scheme = `{ $scheme }` is no state database; use sqlite://, postgres:// or mysql://
ledger-no-file = the state file `{ $path }` cannot be opened or made: make its folder, and let this user write there
ledger-key-long = a record key is longer than 700 characters, so the page it came with was not taken in; choose another key column in the mapping
ledger-key-nul = a record key holds the character U+0000, so the page it came with was not taken in; choose another key column in the mapping
ledger-unknown = the state tables hold { $column } = `{ $value }`, which this program does not know; do not edit them by hand
