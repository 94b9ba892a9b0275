# What pages say, in English. The same names stand in every language's file.

# The frame of every page
languages = Language
to-status = ← Status
cancel = Cancel
reason = Reason
reason-hint = It is kept in the history, with the time and your address. No personal data, please.

# What is said instead of a page
refused-title = That did not work
no-such-page = There is no such page, job or platform.
no-record-named = No record was named; nothing was done.
not-our-form = The form is out of date or came from elsewhere; nothing was done. Go back, load the page again, and try once more.
ledger-silent = The state database does not answer, so nothing can be shown: { $error }

# The token
login-title = Log in
login-token = Token
login-hint = It is the `token` of [web] in jobs.toml.
login-button = Log in
login-wrong = That is not the token.

# Is all well?
home-title = Status
all-well = All is well: every job runs, and nothing has failed.
all-well-waiting = All is well: nothing has failed, { $count ->
    [one] one record waits
   *[other] { $count } records wait
} to be sent.
not-well = Not all is well: { $parts }.
between-parts = , {""}
part-unwritten = the state cannot be written
part-blocked = { $count ->
    [one] one job is not started
   *[other] { $count } jobs are not started
}
part-platforms-paused = { $count ->
    [one] one platform is paused
   *[other] { $count } platforms are paused
}
part-jobs-paused = { $count ->
    [one] one job is paused
   *[other] { $count } jobs are paused
}
part-stopped = { $count ->
    [one] one job was stopped by an error
   *[other] { $count } jobs were stopped by an error
}
part-late = { $count ->
    [one] one job is late
   *[other] { $count } jobs are late
}
part-near = { $count ->
    [one] one record will soon be too old for its platform
   *[other] { $count } records will soon be too old for their platform
}
part-failed = { $count ->
    [one] one record failed
   *[other] { $count } records failed
}
as-of = As of { $time }, Beijing time. This page renews itself.

# Jobs and platforms
jobs = Jobs
platforms = Platforms
last-day = The last 24 hours
plot-sentence = Over the last 24 hours: { $delivered } delivered, { $failed } failed.
plot-hour = { $hour }: { $delivered } delivered, { $failed } failed
blocked = Jobs that are not started
blocked-hint = Run `shangbao check`: it says what is wrong, with file and line.
near = Too late within 15 minutes
closes = until { $time }
delivered = delivered
waiting = waiting
failed = failed
mood-well = well
mood-paused = paused
mood-stopped = stopped
mood-late = late
mood-failing = failures
paused-for = Paused: { $reason }
stopped-by = The last run was stopped: { $error }
last-run = last run { $ago }
never-ran = has not run yet
backfill-running = backfill { $range }: { $passed } of { $total }
backfill-interrupted = backfill { $range }: interrupted at { $passed } of { $total }; the same command goes on
lag = up to date { $age } ago
queue = { $count ->
    [one] One upload waits for its turn;
   *[other] { $count } uploads wait for their turn;
}
queue-end = the last goes out at { $time }.
clock-off = Its clock was { $seconds } s ahead of this host's: set the host's clock.

# Decisions
pause-ask = Pause …
pause-named = Pause { $name }
pause-title = Pause
pause-about = Nothing of it is sent until somebody lets it go on. Its records stay waiting; nothing is lost.
pause-button = Pause
resume-named = Let { $name } go on
resume-title = Go on
resume-about = It is sent to again within a second or two.
resume-button = Go on
dismiss-ask = Dismiss …
dismiss-named = Dismiss { $name }
dismiss-title = Dismiss a record
dismiss-about = It is not sent, and no longer listed as failed. A later change of its row makes it due again.
dismiss-button = Dismiss
retry-button = Retry
retry-named = Retry { $name }
retry-all = Retry all that failed
retry-hint = A retry reads the row again and maps it anew: correct the row or the mapping first.
done-retry = Due again; it goes with the next pass.
done-dismiss = Dismissed.
done-pause = Paused.
done-resume = Goes on.
done-nothing = There was nothing to do.

# Failures
failures-title = Failures
failures-of = Failures of { $job }
failures-ask = Failures
failures-named = Failures of { $name }
nothing-failed = Nothing has failed.
by-reason = By reason
all-failed = all { $count }
records = Records
next-page = Older ones next
since = { $ago }
next-try = tried again at { $time }

# One record
record-title = Record
record-of = A record of { $job }
outlook-unknown = The job has never seen this key, or has nothing kept of it any more. Write it as the site's database has it; a retry reads it from there.
outlook-waiting = It is sent by the first pass from { $time } on.
outlook-delivered = The platform has it. It is sent again when its content changes.
outlook-rejected = Correct the row or the mapping. A changed row is sent by itself; after a changed mapping, retry.
outlook-expired = Nothing can send it any more. Dismiss it with the reason once that is clear.
outlook-held = It goes as soon as the record that it needs is at the platform.
outlook-held-until = It is tried again from { $time } on.
outlook-gone = It was delivered, and its row is no more. Have it put right at the platform, then dismiss it.
outlook-gone-fine = Its row is no more, and that is in order.
outlook-dismissed = It is sent when its row changes, or by a retry.
outlook-overwritten = Another key was sent as the same record, and its content is at the platform. Let one row be this record, or dismiss it.
state-since = since { $time }
tries = { $count ->
    [one] failed once
   *[other] failed { $count } times
}
events = What happened
event-seen = first seen
event-changed = changed
event-sent = sent
event-delivered = delivered
event-unchanged = unchanged, not sent
event-ignored = no row, ignored
event-gone = row gone
event-overwritten = overwritten
event-rejected = rejected
event-expired = too late
event-held = held
event-again = to be tried again
event-retry = retried by a person
event-resend = resent by a person
event-dismiss = dismissed by a person
event-forget = forgotten by a person
request-records = { $count ->
    [one] alone in its request
   *[other] one of { $count } records in the request
}
answered = answered at { $time }
unanswered = the answer is not known
search = Look for a record
search-job = Job
search-key = Key or record
search-hint = The key as the site's database has it; or the record in the platform's words, such as a permit's id, or project/id_code of a worker.
search-nothing = The job knows no such key, and no request of it ever carried such a record. It may have failed before it was sent: look among the failures.
search-button = Look
state-waiting = waiting
state-delivered = delivered
state-rejected = rejected
state-expired = too late
state-held = held
state-gone = row gone
state-dismissed = dismissed
state-overwritten = overwritten
state-unexpanded = record unknown

# Times
ago = { $age } ago
age-seconds = { $count } s
age-minutes = { $count } min
age-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
age-days = { $count ->
    [one] one day
   *[other] { $count } days
}

# What is said to tools and strangers
unknown-name = this page is served only under the names 127.0.0.1 and localhost; for another name give [web] a `token`
too-many-guesses = Too many wrong tokens came from this address. Try again in { $seconds } seconds.
token-needed = a token is needed: Authorization: Bearer TOKEN
not-ready = the state database does not answer
