# What --help says: the names are help-, the subcommands, and the argument.

# The command as a whole
help-about = Reports a site's records to the authorities: hazchem work permits and construction real-name data, from the databases a site already has
help-help = Print help
help-version = Print version
help-config = The configuration
help-log-format = How log lines are written, on standard error
help-lang = The language of answers and errors; else that of the locale

# run
help-run = The service: run every job at its times; with --once, one pass until nothing is due
help-run-once = One pass of the jobs until nothing is due; without it, the service: every job at its times, until SIGTERM or Ctrl-C
help-run-jobs = Only these jobs
help-run-limit = Work on at most so many records of each job
help-run-json = Print the run reports as JSON
help-run-all-streams = Also read the change streams whose own `schedule` says that it is not their time

# backfill
help-backfill = Look at a range of records once more, and send those that differ from what the platform has
help-backfill-job = The job
help-backfill-from = What was changed from this time on (in the source's zone), by the column `at` of a log or the cursor of `updated`
help-backfill-to = And before this time
help-backfill-keys = The records of these keys
help-backfill-all = All that the tables of the job's change streams hold
help-backfill-dry-run = Only count the keys and show some; nothing is sent, nothing is remembered
help-backfill-resend = Also what the platform has with this content already
help-backfill-rate = At most so many records a second
help-backfill-json = Print the report as JSON
# backup
help-backup = Write a copy of the state to a file, while the service goes on
help-backup-file = The file; it must not be there yet

# check
help-check = Check configuration, mappings with their examples, columns in the live database, and the platform login
help-check-jobs = Only these jobs
help-check-offline = Only what can be seen without a connection: configuration, mappings, examples
help-check-json = Print the findings as JSON

# preview
help-preview = Show the exact payload of some records, unsent
help-preview-job = The job
help-preview-keys = These keys; otherwise the first of the job's first change stream
help-preview-limit = At most so many records
help-preview-examples = The mapping's examples instead of rows
help-preview-json = Print the findings as JSON

# status
help-status = Show how far every job is
help-status-account = What each account has of each target, for the acceptance test: five records of every interface
help-status-csv = With --account: as CSV, for a spreadsheet
help-status-json = Print the status as JSON

# failures
help-failures = List what did not arrive, and why
help-failures-jobs = Only these jobs
help-failures-waiting = Also those that are tried again by themselves
help-failures-each = Each record on a line of its own, not how many there are for each reason
help-failures-json = Print the list as JSON

# history
help-history = Show all that happened to one record
help-history-job = The job
help-history-key = The key, in the site's words; a composite one as a JSON list: '["7","2"]'
help-history-record = The record, in the platform's words: a permit's id, or `project/id_code` of a worker
help-history-json = Print it as JSON

# audit
help-audit = Show what became of every key that was changed in a range of times
help-audit-job = The job
help-audit-from = What was changed from this time on, in the source's zone
help-audit-to = And before this one
help-audit-csv = Write every key into this file, with time, state, upload, code and reason
help-audit-json = Print sums and what did not arrive as JSON

# retry
help-retry = Read, map and send records again
help-retry-job = The job
help-retry-keys = These keys, whatever their state
help-retry-all = Every key that failed
help-retry-resend = Also what the platform has with this content already
help-retry-dry-run = Only say how many would be sent again, and for which reasons they failed

# dismiss
help-dismiss = Decide that records need not be sent
help-dismiss-job = The job
help-dismiss-keys = These keys
help-dismiss-reason = Why they need not be sent

# forget
help-forget = Decide that records count as never delivered
help-forget-job = The job
help-forget-keys = These keys
help-forget-reason = Why they count as never delivered

# account
help-account = Go on at an account of another address or key
help-account-move = Keep what was delivered, where only the address or the key of an account changed
help-account-move-old = The account as it was: its id as `status --json` shows it, or a platform's name
help-account-move-new = The account as it is now, in jobs.toml: its platform's name, or its id
help-account-move-reason = Why both are the same account

# pause
help-pause = Pause a platform or a job
help-pause-name = A platform or a job, by its name in the configuration
help-pause-reason = Why

# resume
help-resume = Let a paused platform or job go on
help-resume-name = A platform or a job, by its name in the configuration
help-resume-reason = Why

# rewind
help-rewind = Read a change stream again from an id or a time on
help-rewind-job = The job
help-rewind-stream = The stream, as `status` calls it; may be left out where the job has one
help-rewind-to = Read again what lies behind this id, or what was changed from this time on (in the source's zone), or all
help-rewind-reason = Why

# skip-gap
help-skip-gap = Wait no longer for missing ids of a change log
help-skip-gap-job = The job
help-skip-gap-stream = The stream, as `status` calls it; may be left out where the job has one
help-skip-gap-id = An id that is waited for; all that are missing next to it are given up with it
help-skip-gap-reason = Why

# fields
help-fields = The fields of a target: required, codes, formats
help-fields-target = A target, such as hazchem.work_ticket; without one, the targets are listed
help-fields-json = Print the reference as JSON

# new
help-new = Draft a first mapping from a table
help-new-target = The target, such as hazchem.work_ticket; `shangbao fields` lists them
help-new-source = The source of jobs.toml that has the table
help-new-table = The table or view, as name or schema.name
help-new-output = Write the mapping to this new file, instead of to the terminal

# dictionaries
help-dictionaries = The construction platform's lists of codes
help-dictionaries-platform = A platform of kind cwr; without one, all of them
help-dictionaries-refresh = Fetch them now, however old they are
help-dictionaries-json = Print them as JSON

# sign
help-sign = How the signature of a call to the construction platform comes about
help-sign-platform = A platform of kind cwr
help-sign-function = A function, such as RegisterEmployee
help-sign-body = The file that holds the body, or - for standard input; without one, {"{"}{"}"}
help-sign-timestamp = The time of the call, such as "2016-06-10 09:05:03"; without one, now
help-sign-json = Print the steps as JSON

# init
help-init = Make the state tables, or print the statements that do
help-init-print = Print the statements for a DBA to run, and change nothing

# changes
help-changes = Print the statements of a change log and its triggers, for a DBA to apply
help-changes-table = The table whose changes are written down, as name or schema.name
help-changes-dialect = The SQL its database speaks
help-changes-key = The columns of its key, in the order of the mapping's key
help-changes-log = The table that the changes are written to, beside TABLE unless it names a schema; several tables may share it
help-changes-notify = Notify this channel of each change (PostgreSQL)
help-changes-keep = How long lines are kept, in days or hours

# schema
help-schema = Print the JSON Schema of jobs.toml or of mappings, for editors
help-schema-file = The kind of file

# completions
help-completions = Print what a shell needs to complete commands and options
help-completions-shell = The shell

# sandbox
help-sandbox = The platforms' stand-in, for trying things out
help-sandbox-listen = Where to listen
help-sandbox-username = Hazchem: the user name to accept
help-sandbox-password = Hazchem: the password to accept
help-sandbox-api-key = CWR: the api_key to accept
help-sandbox-api-secret = CWR: its api_secret
help-sandbox-client-serial = CWR: its client_serial
help-sandbox-projects = CWR: the projects that it knows
help-sandbox-faults = Faults to play, such as "http-500:3, reject-id:DH-7=原因"; --help lists them
help-sandbox-seed = The words and forms of the answers: 0 is the documents' own, each other number another choice
help-sandbox-lenient = CWR: take api_version 1.1 for every function, and refuse calls with the family's finer codes (24, 25, 29 to 32)
help-sandbox-answer-only = Hazchem: check nothing and keep nothing, answer success at once

# demo
help-demo = A sample site, the sandbox and every job, from nothing
help-demo-keep = Keep the sample sites, their configuration and mappings in this folder, as an example to copy
help-demo-serve = Leave the sandbox running until Ctrl-C
