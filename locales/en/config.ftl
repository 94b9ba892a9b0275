# config

# jobs.toml: cwr
config-version-not-text = `api_version` must be text such as "1.1"
config-version-table = or a table: {"{"} RegisterEmployee = "1.1", .. {"}"}
config-no-function = `api_version`: there is no function `{ $function }`
config-function-version-not-text = `api_version`: a version must be text such as "1.1"

# jobs.toml: jobs
config-platform-twice = `platform` names a platform twice
config-platform-none = `platform` names no platform
config-no-source = there is no source `{ $name }`
config-no-platform = there is no platform `{ $name }`
config-add-table = add [{ $table }.{ $name }]
config-schedule-and-every = `schedule` and `every` are both given
config-keep-one = keep one of them
config-schedule-fields = five fields, minute hour day month weekday, such as "0 2 * * *"; or six, seconds first
config-wake-not-postgres = `wake` needs a PostgreSQL source
config-wake-instead = use `every = "1s"` instead
config-wake-name = `wake` must be a channel's name of letters, digits and _
config-begin = `begin` must be "all", "now" or a day such as "2026-03-01"
config-batch-bytes = `bytes` must be 4096 or more
config-retry-most = `most` is shorter than `first`

# jobs.toml: keep
config-keep-table = `keep` of [state]
config-keep-least = `keep` of [state]: `{ $key }` must be { $days }d or more

# jobs.toml: platforms
config-no-kind = there is no platform of kind `{ $kind }`
config-url = `url` must be an address that starts with http:// or https://
config-bind = `bind` must be an address of this host, such as 10.1.2.3
config-param = param `{ $name }` must be text or a whole number, not { $kind }
config-param-keys = a param may not be called `keys`: `:keys` stands for the record keys

# jobs.toml: what holds for all
config-job-blocked = its table in the configuration has problems
config-source-blocked = its source `{ $name }` has problems
config-platform-blocked = its platform `{ $name }` has problems
config-whole = the configuration
config-title = configuration `{ $path }`
config-name-letters = {"["}{ $table }]: a name is made of letters, digits, _ and -
config-empty = `{ $key }` is empty
config-bounds = `{ $key }` must be from { $least } to { $most }
config-zero-duration = `{ $key }` must be longer than nothing
config-no-zone = there is no time zone `{ $name }`

# jobs.toml: secrets
config-secret-twice = `{ $key }` and `{ $file }` are both given
config-secret-empty = `{ $key }` names an empty file
config-secret-unread = `{ $key }` names a file that cannot be read: { $error }

# jobs.toml: sources
config-address = { $table }: `{ $key }`: { $reason }
config-address-kind = { $table } has neither `url` nor `kind`
config-address-no-kind = there is no database of kind `{ $kind }`
config-address-other = { $table }: `url` and `kind` name different databases
config-address-twice = { $table }: `{ $part }` stands in `url` too, or has no place there
config-address-twice-hint = give it once: in `url`, or beside it
config-source-url-hint = write postgres://user:password@host/database, mysql://.. or sqlite://file
config-writer-login = { $table }: `{ $part }` has no place here: it goes with `writer_user`, without `writer_url`, where `url` names a server
config-writer-login-hint = give `writer_user` and `writer_password` or `writer_password_file` for the server and database of `url`, or `writer_url` alone
config-writer-elsewhere = {"["}sources.{ $name }]: `writer_url` must lead to the same database as `url`
config-strip-alone = `strip` needs `root`
config-charset-unknown = `charset` is not known

# jobs.toml: web
config-web-open = {"["}web]: others can reach { $address }, and `token` is missing; the status page is not served
config-web-open-hint = give `token` or `token_file` (16 characters or more, such as `openssl rand -hex 16` makes), or listen on 127.0.0.1
config-web-token = {"["}web]: the token has fewer than 16 characters
config-web-token-hint = `openssl rand -hex 16` makes a good one
config-web-listen = {"["}web]: `listen` is no address with a port: `{ $text }`
config-web-listen-hint = such as "127.0.0.1:8700", or "off"

# Jobs made of the configuration
config-app-nothing-started = correct the file and run `shangbao check`; nothing was started, nothing was sent
config-app-platform = platform `{ $name }`: { $error }
config-app-source = source `{ $name }`: { $error }
config-app-unusable = its source or platform cannot be used
config-app-same-flag = jobs `{ $job }` and `{ $rival }` write the same flag back, so that each would hide rows from the other; give one a flag of its own, or each a `where` for its own rows
config-app-rival = job `{ $rival }` writes the same flag back
config-app-mapping = its mapping has problems
config-app-state = check `url` of [state] in jobs.toml; nothing was read, nothing was sent
config-app-state-damaged = nothing was sent; stop the service, put the newest backup in the file's place, then rewind every job to before the backup: shangbao rewind JOB --to TIME --reason ".."
config-app-state-lost = nothing more is sent; move the saved file to the place of the lost one, or put the newest backup there and rewind every job to before the backup (shangbao rewind JOB --to TIME --reason ".."), then start the service again
config-app-several = job `{ $job }` runs for several platforms
config-app-several-hint = name one: `{ $one }` or `{ $other }`
config-app-blocked = correct the file and run `shangbao check`; job `{ $job }` is not started
config-app-jobs = jobs: { $names }
config-app-no-job = there is no job `{ $job }`
config-app-unknown-host = unknown host

# schedule.rs
config-cron-fields = it has neither five nor six fields
config-cron-never = such a time never comes

# src/document
config-not-a-table = { $table } must be a table, not { $kind }
config-lacks = { $table } needs `{ $option }`
config-unknown-option = { $table }: unknown option `{ $option }`
config-must-be = { $table }: `{ $option }` must be { $wanted }, not { $kind }
config-kind-text = text
config-kind-integer = a whole number
config-kind-float = a number
config-kind-bool = true or false
config-kind-date = a date
config-kind-list = a list
config-kind-table = a table
config-kind-texts = text or a list of texts
config-unreadable = cannot be read: { $error }
config-not-utf8 = line { $line } is not UTF-8
config-save-utf8 = save the file as UTF-8 (many editors on Windows write GBK)
config-not-toml = not TOML: { $error }
config-did-you-mean = did you mean `{ $name }`?
config-known = known: { $names }
config-either = { $one } or { $other }
config-problems = { $count ->
    [one] { $file } has { $count } problem
   *[other] { $file } has { $count } problems
}
config-no-duration = `{ $text }` is no duration; write it like 500ms, 30s, 10m, 2h or 90d
config-no-size = `{ $text }` is no size; write it like 2MiB, 200KiB, 500KB or 4096

# src/schema
config-schema-jobs-title = The configuration of shangbao
config-schema-timezone = Of the platforms, and of times without a zone: Asia/Shanghai.
config-schema-mappings = The folder of the mapping files.
config-schema-state = Where the state lies.
config-schema-keep = How long what is settled stays; without it everything does.
config-schema-web = The status page.
config-schema-listen = An address with a port, or off.
config-schema-span = A time span: 500ms, 30s, 5m, 2h.
config-schema-bytes = An amount of bytes: 200KiB, 2MiB.
config-schema-source = A site's database.
config-schema-source-url = postgres://user:password@host/database, mysql://.., sqlite://file
config-schema-address = A database by its parts, where it has no url: kind, host, port, database, user, password.
config-schema-writer-user = An account that may update flags, at the server and database of url.
config-schema-writer-url = An account that may update flags.
config-schema-files = Where photos and attachments are that columns name.
config-schema-platform = An account at an authority.
config-schema-bind = The local address to go out from.
config-schema-job-mapping = The file below mappings/, without .toml.
config-schema-schedule = Cron: minute hour day month weekday; six fields begin with the second.
config-schema-wake = A PostgreSQL channel whose notifications wake the job.
config-schema-begin = Where a first run begins: all, now, or a day.
config-schema-mapping-title = A mapping of shangbao
config-schema-target = What is reported; `shangbao fields` lists the targets.
config-schema-requires = false: records do not wait for those of other targets that the platform needs first.
config-schema-changes = Where changes are seen.
config-schema-fields = The target's fields, and where each comes from.
config-schema-kind = log: rows are only added; updated: a time of last change; flag: a not-yet-sent flag; scan: all rows are compared.
config-schema-table = The table, as in a statement: name, schema.name, quoted where needed.
config-schema-where = A condition in SQL; put in parentheses by shangbao.
config-schema-expand = A query from changed keys (:keys) to record keys, where they differ.
config-schema-stream-schedule = Cron fields of a stream that is read less often than its job runs.
config-schema-cursor = log: the growing id; updated: the time of last change.
config-schema-txid = PostgreSQL: the column of the writing transaction (xid8).
config-schema-at = The column of the time of the change.
config-schema-lookback = How far back rows are read again, such as "10m".
config-schema-unit = The unit of a time that is a number since 1970.
config-schema-keys = A query that lists all keys.
config-schema-rows = How rows are read by :keys; without it, whole rows of the first stream's table.
config-schema-rows-sql = A SELECT with .. IN (:keys).
config-schema-rows-file = The file of the SELECT, beside the mapping.
config-schema-gone = A delivered record whose row is no more.
config-schema-row = A row of the SQL's result; columns left out are NULL.
config-schema-expect = Some fields, and what they must become.
config-schema-reject = The field that must refuse the row.
config-schema-column = The column of the result.
config-schema-join = What stands between the columns.
config-schema-template = Columns in a text: {"{"}start:%Y-%m-%d{"}"}.
config-schema-value = The same for every record.
config-schema-param = One of the platform's params.
config-schema-default = What NULL becomes.
config-schema-codes = Values, and what they become.
config-schema-otherwise = What values become that codes does not list.
config-schema-parse = How a time is written: %Y/%m/%d %H:%M:%S, or s, ms.
config-schema-split = What separates the parts of a list; several as a list.
config-schema-with = The column of the other coordinate.
config-schema-fact = What the platform answered to another record.
config-schema-of = The target of that record.
config-schema-band = The column of the time that is written below the photo.
config-schema-field = { $title }; required: { $need }; { $kind }
