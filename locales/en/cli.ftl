# cli

# check
cli-check-job = job { $job } -> { $target }
cli-check-platform = platform { $platform }
cli-check-state = state
cli-check-mark-fine = ok
cli-check-mark-note = note
cli-check-mark-wrong = WRONG
cli-check-mark-unreachable = NO ANSWER
cli-check-failed = { $what }: { $error }
cli-check-problems = error: { $problems }
cli-check-blocked = hint: job `{ $job }` is not started: { $reason }; correct the file and run `shangbao check` again
cli-check-example-fails = example `{ $example }`: { $reason }
cli-check-compiles = mapping compiles; examples that pass: { $count }
cli-check-constant = `{ $field }` is { $value } for every record
cli-check-example-column = example `{ $example }` has a column `{ $column }` that the SQL does not return
cli-check-columns = the SQL returns { $count } columns, among them all that are used
cli-check-sql = the mapping's SQL
cli-check-state-works = the state database works
cli-check-never-ran = job { $job } never ran at { $account }: it starts with no deliveries
cli-check-login = login succeeds
cli-check-clock-off = its clock is { $seconds } s ahead of this host's: calls carry the platform's time; set the clock of this host
cli-check-clock = its clock is { $seconds } s ahead of this host's
cli-check-clock-unknown = its replies have no date: the difference of the clocks is not known
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
cli-check-untried = the mapping was tried on no row: { $reason }
cli-check-no-row = there is no row to try the mapping on
cli-check-none-refused = none of the first { $tried } records would be refused
cli-check-some-refused = { $refused } of the first { $tried } records would be refused; `shangbao preview { $job } --limit { $tried }` names them
cli-check-ignored = for { $ignored } of the first { $tried } keys the SQL returns no row: they would be ignored
cli-check-mark-refused = refused
cli-check-mark-warning = worth a look
cli-check-reason = { $mark }, { $count } of { $tried }: `{ $field }`: { $message }
cli-check-more-reasons = { $mark }: { $count } more reasons
cli-check-window-once = the platform takes a record within { $minutes } minutes of its `{ $field }`, and the job has neither `schedule` nor `every`: only `shangbao run --once` sends its records
cli-check-window-woken = the platform takes a record within { $minutes } minutes of its `{ $field }`, and the job has neither `schedule` nor `every`: only a wake-up or `shangbao run --once` sends its records
cli-check-window-rests = the platform takes a record within { $minutes } minutes of its `{ $field }`, but the job rests for { $rest } minutes from { $from }: what happens early in that time expires unsent; have it run at least every { $most } minutes, as with `every = "1m"`
cli-check-window-rests-unwoken = the platform takes a record within { $minutes } minutes of its `{ $field }`, but without a wake-up the job rests for { $rest } minutes from { $from }: what happens early in that time expires unsent; have it run at least every { $most } minutes, as with `every = "1m"`
