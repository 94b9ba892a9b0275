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
config-known-kinds = known: { $names }
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
config-state-url = {"["}state]: `url` names no database that can hold the state
config-state-url-hint = use sqlite://file, postgres://.. or mysql://..
config-name-letters = {"["}{ $table }]: a name is made of letters, digits, _ and -
config-empty = `{ $key }` is empty
config-bounds = `{ $key }` must be from { $least } to { $most }
config-no-duration = `{ $key }` must be longer than nothing
config-no-zone = there is no time zone `{ $name }`

# jobs.toml: secrets
config-secret-twice = `{ $key }` and `{ $file }` are both given
config-secret-empty = `{ $key }`: `{ $path }` is empty
config-secret-unread = `{ $key }`: `{ $path }` cannot be read: { $error }

# jobs.toml: sources
config-source-url = {"["}sources.{ $name }]: `url` names no database that can be read
config-source-url-hint = write postgres://user:password@host/database, mysql://.. or sqlite://file
config-writer-elsewhere = {"["}sources.{ $name }]: `writer_url` must lead to the same database as `url`
config-strip-alone = `strip` needs `root`
config-charset-unknown = `charset` is not known
config-charset-known = known: utf8, gbk
config-charset-mysql = `charset` is for MySQL and MariaDB
config-charset-postgres = PostgreSQL says itself what its texts are; in a database of SQL_ASCII write convert_from(CAST(c AS bytea), 'GBK')
config-charset-sqlite = the texts of a SQLite file are UTF-8; have the application that writes GBK into it corrected

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
config-app-several = job `{ $job }` runs for several platforms
config-app-several-hint = name one: `{ $one }` or `{ $other }`
config-app-blocked = correct the file and run `shangbao check`; job `{ $job }` is not started
config-app-jobs = jobs: { $names }
config-app-no-job = there is no job `{ $job }`
config-app-unknown-host = unknown host

# schedule.rs
config-cron-fields = it has neither five nor six fields
config-cron-never = such a time never comes
