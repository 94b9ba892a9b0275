# What commands say

# Errors and hints
cli-error = error: { $message }
cli-hint = hint: { $hint }
cli-did-you-mean = did you mean `{ $near }`?
cli-check-state = check `url` of [state] in jobs.toml
cli-check-state-nothing-sent = check `url` of [state] in jobs.toml; nothing was sent
cli-check-state-nothing-changed = check `url` of [state] in jobs.toml; nothing was changed
cli-check-state-nothing-decided = check `url` of [state] in jobs.toml; nothing was decided
cli-of-job = job `{ $job }`: { $message }
cli-no-json = the answer could not be written as JSON: { $error }
cli-no-json-hint = try again without --json
cli-time-unread = write a day or a time, such as "2026-03-01 08:00"

# Columns of tables
cli-column-job = job
cli-column-platform = platform
cli-column-target = target
cli-column-key = key
cli-column-keys = keys
cli-column-state = state
cli-column-code = code
cli-column-since = since
cli-column-reason = reason
cli-column-records = records
cli-column-changed = changed
cli-column-time = time
cli-column-what = what
cli-column-name = name
cli-column-title = title
cli-column-described-in = described in
cli-column-field = field
cli-column-meaning = meaning
cli-column-required = required
cli-column-holds = holds
cli-column-seen = seen
cli-column-delivered = delivered
cli-column-unchanged = unchanged
cli-column-ignored = ignored
cli-column-rejected = rejected
cli-column-expired = expired
cli-column-held = held
cli-column-gone = gone
cli-column-dismissed = dismissed
cli-column-waiting = waiting
cli-column-requests = requests
cli-column-ms = ms
cli-column-last-run = last run
cli-column-stream = stream
cli-column-read-up-to = read up to
cli-column-missing = missing
cli-column-upload = upload
cli-column-record = record
cli-column-at = at

# States and events, in tables
cli-state-waiting = waiting
cli-state-delivered = delivered
cli-state-rejected = rejected
cli-state-expired = expired
cli-state-held = held
cli-state-gone = gone
cli-state-dismissed = dismissed
cli-state-overwritten = overwritten
cli-state-unexpanded = record unknown
cli-state-ignored = ignored
cli-state-unread = unread
cli-state-unknown = unknown
cli-state-running = running
cli-state-interrupted = interrupted

# account
cli-account-no-platform = jobs.toml has no platform `{ $name }`
cli-account-no-platform-hint = change the address or key there first, then name the platform: { $names }
cli-account-different = `{ $old }` and `{ $new }` are different accounts
cli-account-different-hint = only the address or the key may differ: what one account has was never sent to another; nothing was changed
cli-account-moved = { $jobs } jobs go on at `{ $new }` where they were at `{ $old }`
cli-account-leased = job `{ $job }` is being run: leased by { $holder } until { $until }
cli-account-leased-hint = nothing was changed; stop the service, or wait for the run to end, and try again
cli-account-occupied = job `{ $job }` knows records at `{ $new }` already
cli-account-occupied-hint = nothing was changed; what `{ $old }` has stays apart, and `{ $new }` is sent everything by itself
cli-account-never-ran = no job ever ran at `{ $old }`
cli-account-known = accounts with deliveries: { $names }

# audit
cli-audit-range = `--from` does not lie before `--to`
cli-audit-range-hint = --to is the time behind the last one: a day ends where the next one begins
cli-audit-more = and { $count } more: --csv FILE has all
cli-audit-sums = { $job }: { $keys } keys = { $delivered } delivered + { $ignored } ignored + { $waiting } waiting + { $rejected } rejected + { $expired } expired + { $held } held + { $gone } gone + { $dismissed } dismissed + { $overwritten } overwritten + { $unexpanded } record unknown + { $unread } unread + { $unknown } unknown
cli-audit-timeless = stream { $stream } does not say when a row was changed: what was seen only there is not in this list
cli-audit-unread = unread: changed after the last run of the job; run it, then ask again: shangbao run --once { $job }
cli-audit-unknown = unknown: never taken in (the job began later), or let go by `keep` of [state]; to send it: shangbao retry { $job } --key KEY
cli-audit-no-times-hint = name the column of that time as `at` of a log in the mapping; what did not arrive at all is listed by `shangbao failures { $job }`, one key by `shangbao history { $job } KEY`
cli-audit-source-hint = look whether the stream can be read: shangbao check
cli-audit-unwritten = `{ $path }` cannot be written: { $error }
cli-audit-unwritten-hint = name another file by --csv; nothing was changed

# backfill
cli-backfill-go-on = go on where it was interrupted: shangbao backfill { $job } { $range }
cli-backfill-survey = { $job }: { $keys } keys, { $new } of them never seen before; nothing was sent, nothing was remembered
cli-backfill-samples = such as { $keys }
cli-backfill-left-out = stream `{ $stream }` does not say when a row was changed: it is not looked at
cli-backfill-keys-unread = the keys of --keys cannot be read
cli-backfill-keys-lists = a key of job `{ $job }` has the columns { $columns }; write --keys '["1","2"],["1","3"]'
cli-backfill-keys-plain = write --keys a,b
cli-backfill-impossible-hint = nothing was sent; see shangbao backfill --help
cli-backfill-failed-hint = nothing was sent; look whether the streams can be read: shangbao check
# backup
cli-backup-there = there is a file `{ $file }` already
cli-backup-there-hint = nothing was written; name another one
cli-backup-failed-hint = nothing was written to `{ $file }`; its folder must be there, and this user may write there
cli-backup-done = the state was written to { $file }
cli-backup-server = the state lies in a database server
cli-backup-server-hint = back it up there: pg_dump, mariadb-dump or mysqldump, of the tables shangbao_*

# changes
cli-changes-own-log = TABLE is the change log itself
cli-changes-own-log-hint = name another table with --log; nothing was printed
cli-changes-notify = --notify is for PostgreSQL
cli-changes-notify-hint = leave it out; the job sees the changes at its next poll; nothing was printed
cli-changes-no-schema = { $what } `{ $text }`: SQLite's triggers know no schema
cli-changes-no-schema-hint = name the table alone: { $name }; nothing was printed
cli-changes-no-name = { $what } `{ $name }` is no plain name
cli-changes-no-name-hint = names have letters, digits and _ only; for another one give a plain stand-in, and put the real name, quoted, in its place in what is printed; nothing was printed
cli-changes-long-name = { $what } `{ $name }` is too long for names to be made of it: over { $most } bytes
cli-changes-long-name-hint = give a shorter stand-in, and put the real name in its place in what is printed; nothing was printed
cli-changes-keep = --keep: { $message }
cli-changes-keep-hours = --keep `{ $text }` is no whole number of hours
cli-changes-keep-hint = write it in days or hours: --keep 30d, --keep 36h; nothing was printed

# retry, dismiss, forget
cli-retry-dry = nothing was decided: without --dry-run they are due again
cli-retry-done = { $count } records are due again; they go with the next run, or now: shangbao run --once { $job }
cli-dismiss-done = { $count } records dismissed; a later change of their rows makes them due again
cli-forget-done = { $count } records forgotten: they count as never delivered. What has a row is sent anew with the next run, or now: shangbao run --once { $job }
cli-unknown-user = unknown user

# demo
cli-demo-begins = A sample chemical site and a construction site in SQLite, and the stand-ins of both platforms at { $url }.
cli-demo-first-run = First run: everything is new.
cli-demo-not-delivered = Not delivered, each for its own reason; nothing was made up to let it pass:
cli-demo-changes =
    Then, at the chemical site, five permits are completed, a row is saved without a change, a gas test is made, a wrong row
    is corrected, an alarm is cleared and one is raised; at the construction site a company's data is completed, a trade is
    corrected, two workers and a company leave. Second run: only what changed goes, and what waited for it.
cli-demo-not-empty = { $folder } is not empty; nothing was written
cli-demo-not-empty-hint = name a new folder with --keep DIR
cli-demo-no-folder = a temporary folder: { $error }
cli-demo-no-files = { $folder }: { $error }
cli-demo-no-port = a port for the sandbox: { $error }
cli-demo-no-database = the sample database: { $error }
cli-demo-no-state = the state database: { $error }
cli-demo-failed-hint = try another folder with --keep DIR
cli-demo-hazchem-holds = The hazchem platform now holds { $permits } permits, { $files } attachments, { $gas } gas alarms and { $departures } departure alarms;
cli-demo-cwr-holds = the construction platform { $companies } companies, { $workers } workers on site and { $passages } passages.
cli-demo-kept = The files stay in { $folder }. To go on:
cli-demo-other-terminal = (in another terminal)
cli-demo-serves = The sandbox stays at { $url } until Ctrl-C.

# dictionaries
cli-dictionaries-missing = { $dictionary } of `{ $platform }`: { $reason }
cli-dictionaries-missing-hint = run `shangbao check`; what was kept stays as it was
cli-dictionaries-no-platform = there is no platform `{ $name }` of kind cwr
cli-dictionaries-none = jobs.toml has none: add [platforms.NAME] with kind = "cwr"
cli-dictionaries-known = there are: { $names }
cli-dictionaries-fetched = { $platform }: { $dictionary } ({ $title }), fetched { $time }
cli-dictionaries-default = default
cli-dictionaries-note = note: { $note }

# failures
cli-failures-none = nothing failed
cli-failures-gone = its row is no more, and the platform has the record, or may have it
cli-failures-next = after correcting the cause: shangbao retry JOB --key KEY   (or --all); all that happened to one: shangbao history JOB KEY

# fields
cli-fields-no-target = there is no target `{ $name }`
cli-fields-no-target-hint = run `shangbao fields` for the list
cli-fields-heading = { $target } ({ $title }), { $section }
cli-fields-identity = the same record: the same { $fields }
cli-fields-by = of these, by { $other }:
cli-fields-clears = { $field }: the alarm counts as cleared only when { $other } has a value too; one alone is sent
cli-fields-after = goes out after what is due of { $target }
cli-fields-fact = { $name }: kept of what was delivered
cli-fields-fact-fixed = { $name }: kept of what was delivered; it may never change
cli-fields-fact-of-reply = { $name }: kept of the platform's reply, for `fact` in other mappings
cli-fields-fact-of-reply-fixed = { $name }: kept of the platform's reply, for `fact` in other mappings; it may never change
cli-fields-starts = { $field }: held until it has come
cli-fields-window = { $field }: `expired` when it is older than the platform's window
cli-fields-pace = one upload of an account every { $seconds } s
cli-fields-waits = waits for { $target } with the same { $fields }
cli-fields-waits-fact = waits for { $target } with the same { $fields }, delivered with { $fact } { $values }
cli-fields-waits-when = waits for { $target } with the same { $fields }, when { $when } is { $ones }
cli-fields-waits-fact-when = waits for { $target } with the same { $fields }, delivered with { $fact } { $values }, when { $when } is { $ones }
cli-fields-waits-named = goes after the { $target } that { $field } names, where a job sends that
cli-fields-or = {" "}or{" "}

# history
cli-history-no-record-name = `{ $record }` does not name a record of { $target }
cli-history-no-record-name-hint = write it as { $form }
cli-history-no-record = no request of job `{ $job }` ever carried the record `{ $record }` of { $target }
cli-history-no-record-hint = it may have failed before it was sent: look for its key by `shangbao failures { $job }`, or ask by key: shangbao history { $job } KEY
cli-history-no-key = job `{ $job }` has never seen the key `{ $key }`
cli-history-no-key-hint = keys are those of `[rows] key`. `shangbao preview { $job } --key KEY` shows whether it has a row, `shangbao retry { $job } --key KEY` has it sent
cli-history-now = now: { $outlook }
cli-history-stream = in { $stream }
cli-history-records = { $count } records in the request
cli-history-answered = answered { $at }
cli-history-unanswered = the answer is not known
cli-history-field = field { $field }
cli-history-next = next try { $at }
cli-history-by = by { $user } at { $host }
cli-history-body = body { $hash }

# Events of a record
cli-event-seen = seen
cli-event-changed = changed
cli-event-sent = sent
cli-event-delivered = delivered
cli-event-unchanged = unchanged
cli-event-ignored = ignored
cli-event-gone = gone
cli-event-rejected = rejected
cli-event-expired = expired
cli-event-held = held
cli-event-again = again
cli-event-retry = retry
cli-event-resend = resend
cli-event-dismiss = dismiss
cli-event-forget = forget
cli-event-overwritten = overwritten

# How a record stands
cli-outlook-because = { $since } ({ $code }: { $message })
cli-outlook-unexpanded = since { $since } nobody knows which record this change belongs to: { $message }; if it means nothing: shangbao dismiss { $job } "{ $key }" --reason "..."
cli-outlook-unknown = not known (any more): it had no row and was never delivered, or it was delivered so long ago that `keep` of [state] let it go; it is taken in again when it changes
cli-outlook-delivered = delivered since { $since }: sent again when its content changes
cli-outlook-delivered-by = delivered since { $since } by { $upload }: sent again when its content changes
cli-outlook-held-until = held since { $since }: tried again from { $at } on
cli-outlook-held = held since { $since }: it goes as soon as that is there
cli-outlook-gone-fine = gone since { $since }: it has no row any more, and that is in order
cli-outlook-gone = gone since { $since }: it was delivered and has no row any more; have it put right there, then: shangbao dismiss { $job } --key '{ $key }' --reason ".."
cli-outlook-rejected = rejected since { $since }: a changed row is sent by itself; else correct the cause, then: shangbao retry { $job } --key '{ $key }'
cli-outlook-expired = expired since { $since }: nothing can send it any more; shangbao dismiss { $job } --key '{ $key }' --reason ".."
cli-outlook-dismissed = dismissed since { $since }: sent when its row changes, or by: shangbao retry { $job } --key '{ $key }'
cli-outlook-overwritten = overwritten since { $since }; let one row be this record, or: shangbao dismiss { $job } --key '{ $key }' --reason ".."
cli-outlook-waiting = waiting since { $since }
cli-outlook-waiting-until = waiting since { $since }: it is sent by the first run from { $due } on
cli-outlook-in-flight = waiting since { $since }: it is sent by the first run from { $due } on, when the request that is open must be dead

# init
cli-init-done = the state tables are there and up to date

# new
cli-new-closed = nothing is open
cli-new-open = open: { $fields }
cli-new-drafted = { $found } of { $all } fields found, all of them guesses; { $open }
cli-new-drafted-hint = look at every line, name the file in a job of { $config }, and run `shangbao check`; nothing was sent
cli-new-no-source = there is no usable source `{ $name }`
cli-new-no-source-hint = add [sources.{ $name }] to { $config }, and run `shangbao check`
cli-new-no-table-name = `{ $table }` is not a table's name
cli-new-no-table-name-hint = write it as in a statement: name, schema.name, quoted where the database needs it
cli-new-source-failed = source `{ $name }`: { $error }
cli-new-source-failed-hint = look at its `url` and at what its account may read; nothing was written
cli-new-no-table = source `{ $name }` shows no table `{ $table }` to this account
cli-new-no-table-hint = look at the name and its schema, and GRANT SELECT on it; nothing was written
cli-new-unwritten = `{ $path }` was not written: { $error }
cli-new-unwritten-hint = name a file that is not there yet, in a folder that is

# pause, resume
cli-pauses-paused = paused; its records stay waiting. To go on: shangbao resume { $name } --reason ".."
cli-pauses-resumed = goes on with the next run, or now: shangbao run --once
cli-pauses-not-paused = `{ $name }` was not paused
cli-pauses-known = platforms and jobs: { $names }
cli-pauses-no-name = there is no platform or job `{ $name }`

# preview
cli-preview-failed-hint = run `shangbao check`; nothing was sent, nothing was remembered
cli-preview-refused = key { $key }: rejected: { $message }
cli-preview-rejected = key { $key }: rejected: { $field }: { $message }
cli-preview-note = key { $key }: note: { $field }: { $message }
cli-preview-no-row = key { $key }: the SQL returns no row for it
cli-preview-nothing = no record to show
cli-preview-not-read = (not read)
cli-preview-photo = { $beginning }... ({ $size } bytes)

# How far a backfill is
cli-progress-passed = { $job }: { $passed } passed, { $pace }
cli-progress-passed-of = { $job }: { $passed } of { $total } passed, { $pace }
cli-progress-pace = { $rate } a second
cli-progress-pace-left = { $rate } a second, { $left } left

# rewind, skip-gap
cli-rewind-done = stream { $stream }: { $done }; what is read again is sent again, whatever the platform is known to have. It goes on with the next run, or now: shangbao run --once { $job }
cli-rewind-gap-done = stream { $stream }: { $done }; should rows with these ids come all the same, they are not read
cli-rewind-streams = streams of the job: { $names }
cli-rewind-several = job `{ $job }` has several streams; name one by --stream
cli-rewind-no-stream = job `{ $job }` has no stream `{ $name }`
cli-rewind-place-unread = write an id, a time such as "2026-03-01 08:00", or start
cli-rewind-impossible-hint = see `shangbao status`; nothing was changed
cli-rewind-leased-hint = nothing was changed; wait for the run to end, or let the service rest: shangbao pause { $job } --reason "..", and `resume` afterwards
cli-rewind-source-hint = nothing was changed; look whether the stream can be read: shangbao check

# run
cli-run-no-job = there is no job that can be started
cli-run-no-job-hint = run `shangbao check`; the service did not start
cli-run-blocked-hint = correct the file and run `shangbao check`; job `{ $job }` is not started, nothing of it was sent
cli-run-paused = { $job }: paused: { $reason }
cli-run-skipped = { $job }: skipped: { $reason }
cli-run-stopped =
    { $job }: stopped: { $error }
    {"  "}nothing is lost: what was not sent waits for the next run
cli-run-failed = { $job }: some records did not arrive; see: shangbao failures { $job }
cli-run-stopping = stopping: what is in flight is settled first; once more to stop at once

# sandbox
cli-sandbox-no-port = cannot listen on { $address }: { $error }
cli-sandbox-no-port-hint = name another address with --listen 127.0.0.1:0
cli-sandbox-listens = the stand-ins of both platforms, hazchem and CWR, listen on { $url }
cli-sandbox-shows = what it holds: { $url }/_sandbox/records   what was asked: { $url }/_sandbox/requests
cli-sandbox-faults = Faults:
cli-sandbox-forms = { $name } is one of:
cli-sandbox-scripts =
    Behind a fault, in any order:
    {"  "}x3 or always                 the first requests it meets, or all
    {"  "}@ENDPOINT                    workTicket, gasAlarm, departureAlarm, ticketFile, login,
    {"  "}                             a function of CWR such as RegisterEmployee, or any;
    {"  "}                             without it every upload where it has a meaning
    {"  "}p=0.1                        only with this probability
    {"  "}seed=7                       an entry of its own: other dice
    An ID is that of a permit or alarm, a worker's id_code, a company's SUID,
    or PERSON_ID PASSED_TIME of a passage.

# sign
cli-sign-parameters = 1. the parameters, names ascending; values raw, not yet URL-encoded:
cli-sign-body = {"   "}the body is signed byte by byte as it is sent: { $bytes } bytes
cli-sign-line-break = {"   "}it ends with a line break, which is signed too
cli-sign-joined = 2. names and values joined, the secret (***) at both ends:
cli-sign-cut = {"     "}(the body is cut here; --json shows it whole)
cli-sign-digest = 3. MD5 of its UTF-8 bytes, with the secret in the place of both ***, in upper-case hexadecimal digits:
cli-sign-by-hand = {"     "}by hand: replace both *** by `api_secret`, then printf %s 'THE STRING' | md5sum
cli-sign-call = 4. the call, values URL-encoded; it is good until 6 minutes after its timestamp:
cli-sign-no-time = `{ $text }` is no time as a call carries it
cli-sign-time-hint = write it as 2016-06-10 09:05:03: Beijing time, 24 hours
cli-sign-unread = `{ $path }` cannot be read: { $error }
cli-sign-unread-hint = name a file with --body, or pipe the body to --body -
cli-sign-near = did you mean `{ $near }`? the names' case matters
cli-sign-functions = functions: { $names }
cli-sign-no-function = there is no function `{ $name }`

# status
cli-status-blocked = job `{ $job }` is not started: { $reason }; run `shangbao check`
cli-status-never = never
cli-status-stopped = { $job }: the last run was stopped: { $error }
cli-status-overwritten = { $job }: { $count } keys were overwritten by others that are the same record: the platform has one record of each; `shangbao failures { $job }` names them
cli-status-paused = { $job }: paused: { $reason }
cli-status-queue = platform { $platform }: { $count } uploads wait for their turn; the last goes out at { $end }
cli-status-platform-paused = platform { $platform }: paused: { $reason }
cli-status-clock = platform { $platform }: its clock was { $seconds } s ahead of this host's: set the host's clock
cli-status-backfill = { $job }: backfill { $range }: { $state }, { $passed } passed, begun at { $started } by { $by }, last seen at { $seen }
cli-status-backfill-of = { $job }: backfill { $range }: { $state }, { $passed } of { $total } passed, begun at { $started } by { $by }, last seen at { $seen }
cli-status-unexpanded = { $job }: { $count } changes whose record is not known: shangbao failures { $job }
cli-status-gap = { $job }: stream { $stream }: { $gap }
cli-status-more-gaps = { $job }: stream { $stream }: and { $count } more gaps
cli-status-no-job = no job
cli-status-unnamed = { $job }: its records cannot be named: { $error }

# What --help has around its texts
cli-help-usage = Usage:{" "}
cli-help-commands = Commands:
cli-help-arguments = Arguments:
cli-help-options = Options:
cli-help-default = {" "}[default: { $value }]
cli-help-values = {" "}[possible values: { $values }]

# Command lines that cannot be read
cli-usage-unknown-argument = unexpected argument '{ $argument }' found
cli-usage-unknown-command = unrecognized subcommand '{ $command }'
cli-usage-invalid = invalid value '{ $value }' for '{ $argument }'
cli-usage-invalid-because = invalid value '{ $value }' for '{ $argument }': { $reason }
cli-usage-not-whole = write a whole number
cli-usage-too-large = the number is too large
cli-usage-too-small = the number is too small
cli-usage-not-address = write an address with its port, such as 127.0.0.1:8701
cli-usage-no-value = a value is required for '{ $argument }' but none was supplied
cli-usage-surplus = unexpected value '{ $value }' for '{ $argument }' found; no more were expected
cli-usage-missing = the following required arguments were not provided:
cli-usage-twice = the argument '{ $argument }' cannot be used multiple times
cli-usage-conflict = the argument '{ $argument }' cannot be used with '{ $other }'
cli-usage-conflicts = the argument '{ $argument }' cannot be used with:
cli-usage-not-utf8 = invalid UTF-8 was detected in one or more arguments
cli-usage-values = {"["}possible values: { $values }]
cli-usage-tip = tip: { $tip }
cli-usage-similar-argument = a similar argument exists: { $names }
cli-usage-similar-command = a similar subcommand exists: { $names }
cli-usage-similar-commands = some similar subcommands exist: { $names }
cli-usage-similar-value = a similar value exists: { $names }
cli-usage-as-value = to pass '{ $value }' as a value, use '-- { $value }'
cli-usage-exists = '{ $command }' exists
cli-usage-more = For more information, try '--help'.

# check
cli-check-title-job = job { $job } -> { $target }
cli-check-title-platform = platform { $platform }
cli-check-title-source = source { $source }
cli-check-title-state = state
cli-check-mark-fine = ok
cli-check-mark-note = note
cli-check-mark-wrong = WRONG
cli-check-mark-stops = STOPS
cli-check-mark-unreachable = NO ACCESS
cli-check-failed = { $what }: { $error }
cli-check-blocked = job `{ $job }` is not started: { $reason }; correct the file and run `shangbao check` again
cli-check-example-fails = example `{ $example }`: { $reason }
cli-check-compiles = mapping compiles; examples that pass: { $count }
cli-check-never-clears = `{ $field }` is mapped and `{ $other }` is not: the platform counts an alarm as cleared only when both have a value, so none is
cli-check-constant = `{ $field }` is { $value } for every record
cli-check-example-column = example `{ $example }` has a column `{ $column }` that the SQL does not return
cli-check-columns = the SQL returns { $count } columns, among them all that are used
cli-check-sql = the mapping's SQL
cli-check-state-mended = others could read { $path } (mode { $mode }); it is its owner's alone now
cli-check-state-open = others can read { $path } (mode { $mode }), and it is not this account's to change: have its owner run chmod 600 on it
cli-check-state-folder = others can write in the folder { $path } (mode { $mode }), and so put another file in the state's place: chmod go-w on it
cli-check-state-works = the state database works
cli-check-never-ran = job { $job } never ran at { $account }: it starts with no deliveries
cli-check-login = login succeeds
cli-check-clock-off = its clock is { $seconds } s ahead of this host's: calls carry the platform's time; set the clock of this host
cli-check-clock = its clock is { $seconds } s ahead of this host's
cli-check-clock-unknown = its replies have no date: the difference of the clocks is not known
cli-check-skipped = { $dictionary }: { $note }
cli-check-other-version = { $function } is refused as version "{ $set }" and was answered as "{ $answered }", which is used: set `api_version = {"{"} { $function } = "{ $answered }" {"}"}`
cli-check-unknown-code = job { $job }: `{ $field }`: { $dictionary } has no code { $code }; see `shangbao dictionaries { $platform }`
cli-check-source = the source
cli-check-stream = stream `{ $stream }`
cli-check-concern = { $what }; { $remedy }
cli-check-stream-concern = stream `{ $stream }`: { $what }; { $remedy }
cli-check-first-run = stream `{ $stream }` can be read; a first run takes in { $count } changes
cli-check-first-run-more = stream `{ $stream }` can be read; a first run takes in { $count } or more changes
cli-check-flag-kept = stream `{ $stream }`: its flag is not written back, as the source has no `writer_url`: due rows stay due, are looked at each time, and sent again only when they differ
cli-check-flag-written = stream `{ $stream }`: its flag can be written back
cli-check-flag-refused = stream `{ $stream }`: its flag cannot be written through `writer_url`
cli-check-no-row = there is no row to try the mapping on
cli-check-none-refused = none of the first { $tried } records would be refused
cli-check-some-refused = { $refused } of the first { $tried } records would be refused; `shangbao preview { $job } --limit { $tried }` names them
cli-check-ignored = for { $ignored } of the first { $tried } keys the SQL returns no row: they would be ignored
cli-check-one-record = keys { $keys } are one record, by `{ $fields }`: at the platform the one that is sent last replaces the others
cli-check-more-records = and { $count } more records that several keys stand for
cli-check-mark-refused = refused
cli-check-mark-warning = worth a look
cli-check-reason = { $mark }, { $count } of { $tried }: `{ $field }`: { $message }
cli-check-reason-alone = { $mark }, { $count } of { $tried }: { $message }
cli-check-more-reasons = { $mark }: { $count } more reasons
cli-check-window-once = the platform takes a record within { $minutes } minutes of its `{ $field }`, and the job has neither `schedule` nor `every`: only `shangbao run --once` sends its records
cli-check-window-woken = the platform takes a record within { $minutes } minutes of its `{ $field }`, and the job has neither `schedule` nor `every`: only a wake-up or `shangbao run --once` sends its records
cli-check-window-rests = the platform takes a record within { $minutes } minutes of its `{ $field }`, but the job rests for { $rest } minutes from { $from }: what happens early in that time expires unsent; have it run at least every { $most } minutes, as with `every = "1m"`
cli-check-window-rests-unwoken = the platform takes a record within { $minutes } minutes of its `{ $field }`, but without a wake-up the job rests for { $rest } minutes from { $from }: what happens early in that time expires unsent; have it run at least every { $most } minutes, as with `every = "1m"`
