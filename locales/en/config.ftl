# config

# Jobs made of the configuration
config-app-nothing-started = correct the file and run `shangbao check`; nothing was started, nothing was sent
config-app-platform = platform `{ $name }`: { $error }
config-app-source = source `{ $name }`: { $error }
config-app-unusable = its source or platform cannot be used
config-app-same-flag = jobs `{ $job }` and `{ $rival }` write the same flag back, so that each would hide rows from the other; give one a flag of its own, or each a `where` for its own rows
config-app-rival = job `{ $rival }` writes the same flag back
config-app-mapping = its mapping has problems
config-app-state = check `url` of [state] in jobs.toml; nothing was read, nothing was sent
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
config-not-yet = { $table }: this version does not know `{ $option }` yet
config-take-out = take it out
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
config-schema-unit = The unit of a time that is a whole number.
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
config-schema-split = What separates the parts of a list.
config-schema-with = The column of the other coordinate.
config-schema-fact = What the platform answered to another record.
config-schema-of = The target of that record.
config-schema-band = The column of the time that is written below the photo.
config-schema-field = { $title }; required: { $need }; { $kind }
