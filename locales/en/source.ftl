# source

# error.rs
source-of = source `{ $source }`: { $reason }
source-busy = source `{ $source }`: its { $connections } connections were busy for { $seconds } s; look for slow statements, or raise `max_connections`
source-too-slow = source `{ $source }`: a statement did not end within { $seconds } s; look for a missing index, or raise `statement_timeout`
source-too-many = the SQL returns more than { $rows } rows (keys that were asked for: { $keys }): is a join condition missing?
source-too-large = the SQL returns more than { $mebibytes } MiB (keys that were asked for: { $keys }): leave out columns that the mapping does not use
source-unencrypted = its server offers TLS, but the handshake fails ({ $error }): the connection is not encrypted, as nothing demands it; where it must be, have the server updated (OPERATING.md, "Database servers")
source-no-notifications = a pooler in transaction mode stands before the server, and passes no notifications on: jobs with `wake` run by `schedule` or `every`; let `url` name the server itself
source-unreadable = column `{ $column }` has type { $type }, which cannot be read; cast it to text in the mapping's SQL

# mod.rs
source-url = source `{ $source }`: its url cannot be used: { $reason }

# charset.rs
source-charset-statement = the statement holds a character outside ASCII, which cannot be compared in a source with `charset`; write the text's bytes, such as CAST(x'C9F3C5FA' AS CHAR), or leave it to `codes`
source-charset-key = a key holds a character outside ASCII, which cannot be looked up in a source with `charset`

# row.rs
source-boolean = a boolean
source-number = a number
source-text = text
source-bytes = bytes
source-list = an array
source-day = a day
source-time-of-day = a time of day
source-time = a time

# position.rs
source-round = round { $round }
source-round-behind = round { $round }, behind { $keys }

# statement.rs
source-unknown-name = the SQL names `:{ $name }`, which is neither `:keys` nor a parameter of the platform; give it a value in `params`
source-key-parts = a key does not have the { $count } parts of the mapping's key

# writer.rs
source-no-flag = stream `{ $stream }` has no flag
source-flag-key-shared = the database takes its key for that of another row as well
source-flag-writes-others = writing its flag would write another row's as well

# mysql/
source-mysql-url = write mysql://user@host:port/database
source-mysql-no-value = a position, key or flag is no value of the type { $type } of its column
source-mysql-warnings = the statement gave more warnings than the server keeps

# postgres/
source-postgres-url = write postgres://user@host:port/database
source-postgres-no-value = a key, flag or parameter is no value of the type { $type } it is compared with
source-postgres-unwritable = a key or parameter is compared with the type { $type }, which it cannot be written in; cast the column to text in the mapping's SQL
source-numeric-short = a numeric that ends early
source-numeric-sign = a numeric with an unknown sign
source-bits-short = a bit string without its length
source-array-short = an array is shorter than it says

# sqlite/
source-sqlite-url = write sqlite:// and a path

# walk/
source-of-stream = stream `{ $stream }`: { $reason }
source-no-clock = the database's clock cannot be read
source-begin-time-only = it is read by a time of last change and knows no ids; name a time
source-begin-no-time = it cannot begin at a time, as it does not say when a change was made; give its column of that time as `at`, or begin with "all" or "now"
source-begin-all-only = it can only begin with "all", as it does not say when a row was written; leave older rows out by `where`
source-position-other-kind = its position was made by a stream of another kind; run `shangbao rewind`
source-position-txid = it was read by `txid` until now; run `shangbao rewind`
source-position-number = its position is no whole number; run `shangbao rewind`
source-cursor-whole = the cursor of a log must be a column of whole numbers; name its growing id
source-cursor-time = its time column must hold days, times, numbers with `unit` given, or text whose order is time's (`2026-03-01 08:30:00`); name another column
source-key-null = its key column `{ $column }` is NULL in a row, or of a type that cannot be read; leave such rows out by `where`, or name another column
source-cursor-untyped = its time column `{ $column }` has no declared type and holds numbers with a fraction, which cannot be compared there; declare it as REAL, or read the table by a `scan`
source-key-unordered = its key column `{ $column }` holds bytes or a number with a fraction; read it as text by a `scan` with `sql` of its own
source-no-ranges = it does not say when a row was changed, so it has no ranges of times
source-no-snapshot = the server shows no snapshot
source-txid-foreign = it names transactions that this server has not begun: its rows came from another server; set the `txid` column of those rows to 0, or take `txid` out of the mapping
source-began-anew = its table began anew: { $reason }
source-transactions-lower = the server counts its transactions from a lower number than before; a backup was restored
source-mark-another = the row with the id { $id }, which was read last, is another one now, by its key or its `at`
source-mark-gone = the row with the id { $id }, which was read last, is gone, and { $reason }
source-last-drawn = the last id drawn is { $id }
source-last-id = the last id is { $id }
source-emptied = the table was emptied or made anew
source-remade = the table was made anew

# examine/mod.rs
source-unexamined = it could not be examined: { $error }
source-unexamined-remedy = look whether this account may read the table
source-standby = the server is a standby, which shows no writers: missing ids of a log are never given up, and how long transactions last is not seen
source-replica = the server is a replica (or read-only), where rows come in another server's order: a row that comes late is found only by reading again
source-primary-remedy = name the primary server in the source's `url`
source-no-wal = the file is not in WAL mode: the application's writes wait, or fail, while it is read
source-no-wal-remedy = run `PRAGMA journal_mode = WAL` on it once
source-view = `{ $table }` is a view: who writes the rows behind it, and whether an index orders them, cannot be seen
source-foreign-table = `{ $table }` is a foreign table: who writes the rows behind it, and whether an index orders them, cannot be seen
source-view-remedy = name the table behind it

# examine/columns.rs
source-no-index = no index of `{ $table }` begins with `{ $column }`: each poll reads the whole table
source-no-index-scan = no index of `{ $table }` begins with `{ $column }`: each page of a scan reads the whole table
source-nulls = `{ $column }` is NULL in some rows, which are never found by it
source-nulls-flag-remedy = where NULL means that the row was not sent yet: `null_is_due = true` in `flag`; else fill it, or leave these rows out with `where`
source-nulls-remedy = fill it, or say that they do not matter: where = "{ $column } IS NOT NULL"

# examine/log.rs
source-cursor-type = the cursor `{ $column }` is { $type }, not a growing whole number
source-cursor-type-remedy = name its growing id, or its time of change in a stream of kind "updated"
source-id-guess = { $why }; a missing id tells nothing of whether its row still comes
source-subscribed = rows come by a subscription, with ids that another server drew
source-galera = this is a Galera cluster: each node draws ids of its own, and shows no other node's writers
source-cache = the sequence of `{ $column }` has CACHE { $cache }: a session keeps ids and writes them later
source-cache-remedy = ALTER SEQUENCE .. CACHE 1 (the one of `{ $table }`)
source-step = the sequence of `{ $column }` goes up by { $step }: an application that draws blocks of ids keeps them and writes them later
source-undrawn = the database does not draw `{ $column }` by itself: an application may draw ids long before it writes them
source-id-guess-remedy = give the stream `at`, its time of change, and a `lookback` longer than ids are kept, and it is read again so far back
source-apart = auto_increment_increment is { $step }: the ids between two rows are watched as missing ones
source-apart-remedy = nothing is lost; SET GLOBAL auto_increment_increment = 1 where there is one server
source-sparse = ids of `{ $column }` are not dense ({ $count } of them for a row): a missing id tells nothing of whether its row still comes
source-reused = `{ $column }` has no AUTOINCREMENT: the id of a deleted newest row is given again
source-reused-remedy = always leave the newest row, or make the log anew by `shangbao changes`
source-forgets = this version forgets at a restart which ids of `{ $table }` it gave: after a purge of the newest rows they come again
source-forgets-remedy = always leave the newest row when the log is purged
source-engine = `{ $table }` has engine { $engine }, which knows no transactions: a line of it shows before the change it speaks of, and stays when that is undone

# examine/updated.rs
source-days = days
source-seconds = seconds
source-coarse = `{ $column }` holds whole { $unit }: a second change within one shows by its content alone, where that is read again
source-coarse-mysql-remedy = make it DATETIME(3), or see that `lookback` covers some { $unit }
source-coarse-remedy = make it a timestamp with fractions, or see that `lookback` covers some { $unit }
source-text-order = `{ $column }` holds text whose order is not that of time, so that no poll knows where to go on
source-text-order-remedy = write it as 2026-03-01 08:30:00 throughout, or read the table by a stream of kind "scan"
source-clock-behind = of the { $found } newest rows { $behind } bear a `{ $column }` from before they came, by up to { $seconds } s, as { $drawn } tells, which the database writes itself: the clock of who writes `{ $column }` may be behind; a change is found as long as it is behind by less than `lookback` ({ $lookback } s)
source-clock-behind-remedy = set that clock; until then a `lookback` that is longer than it is behind, and a scan each night beside this stream
source-clock-ahead = of the { $found } newest rows { $ahead } bear a `{ $column }` that has not come yet by the database's clock, by up to { $seconds } s: the clock of who writes it is ahead, or it is no time of last change; such rows are read again at every poll until then
source-clock-ahead-remedy = set that clock, or name the column with the time of last change
source-long-transaction = a transaction has been open for { $seconds } s, which is longer than the lookback of { $lookback } s: what it changes may be missed
source-long-transaction-remedy = end it, or give the stream a longer `lookback`
source-unseen-transactions = this account may not see how long transactions last: that none is open for longer than the lookback of { $lookback } s is taken for granted
source-unseen-transactions-remedy = GRANT PROCESS ON *.* to it, or give the stream a longer `lookback`
