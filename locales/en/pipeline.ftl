# pipeline

# What becomes of records
pipeline-after-attempts = { $message } (after { $attempts } attempts)
pipeline-early = its time has not come yet; it is sent when it has
pipeline-paused = the platform is paused
pipeline-too-old = it is older than the { $minutes } minutes within which the platform takes it; it was not sent
pipeline-fixed = { $field }: it was first delivered as { $first }, and the platform lets it never change; it was not sent
pipeline-waits-for = waits for the { $target } with this `{ $fields }` to be delivered
pipeline-waits-for-fact = waits for the { $target } with this `{ $fields }` to be delivered with { $fact } { $one } or { $other }
pipeline-waits-for-named = waits for the { $target } that `{ $field }` names to be delivered
pipeline-shared = other rows of { $target } are the same record, and live on: keys { $keys }; it is sent once they are gone, or dismissed
pipeline-one-record = key { $key } was overwritten by key { $by }: both are one record
pipeline-more-records = and more; `shangbao failures` lists what was overwritten
pipeline-no-verdict = the answer held no verdict
pipeline-project-refused = the platform refuses every record of this { $scope }; they wait, and one of them tries again: { $code } { $words }
pipeline-many-rows = the mapping's SQL returned more than one row for this key
pipeline-expand-broke = `expand` of stream `{ $stream }` fails on this changed key, so that its record is not known: { $error }; correct the row or the statement, it is asked again by itself
pipeline-key-long = a key of { $characters } characters: the state holds at most 700, so this record is not sent. Name another key column in the mapping or give the row a shorter key, then `dismiss` this failure
pipeline-key-nul = a key with the character U+0000, which the state does not hold, so this record is not sent. Name another key column in the mapping, or take that character out of the key at the site, then `dismiss` this failure
pipeline-expand-no-stream = stream `{ $stream }` has no `expand` any more
pipeline-asked-address = { $reason } (asked was { $address })
pipeline-expand-columns = `expand` of stream `{ $stream }` returns fewer columns than a key has: { $columns }

# What stops a run
pipeline-rows-unread = the mapping's SQL: { $error }
pipeline-expand-unread = `expand` of stream `{ $stream }`: { $error }
pipeline-stream-unread = stream `{ $stream }`: { $error }
pipeline-went-back = stream `{ $stream }`: { $error }; no row of it is read until a person decides: shangbao rewind { $job } --stream { $stream } --to ID|TIME|start --reason ".."
pipeline-position-of-another-version = stream `{ $stream }`: its stored position is not readable ({ $error }); it was written by another version
pipeline-position-unreadable = stream `{ $stream }`: its stored position is not readable ({ $error })
pipeline-flags-unwritten = stream `{ $stream }`: not every flag was written, and its row stays due: { $reason }
pipeline-lease-lost = the lease was lost to another process; what was in flight is sent again
pipeline-leased = leased by { $holder } until { $until }
pipeline-stopping = the service is stopping
pipeline-broke-off = the run broke off, which is a mistake of this program: { $error }
pipeline-configuration-changed = the configuration of its account changed
pipeline-no-dictionaries = its platform has no dictionaries
pipeline-dictionary-unfetched = { $dictionary } was never fetched, and could not be now: { $message }

# Backfills
pipeline-backfill-asked-to-stop = it was asked to stop
pipeline-backfill-taken-over = another process goes on with the same backfill
pipeline-backfill-ended = { $passed } passed; since it last began: { $delivered } delivered, { $unchanged } unchanged, { $rejected } rejected, { $waiting } left waiting
pipeline-backfill-unreadable = where the backfill was interrupted is not readable ({ $error }); it was written by another version
pipeline-backfill-empty = the range is empty: --from must lie before --to
pipeline-backfill-no-times = no stream of job `{ $job }` says when a row was changed: { $streams }; give the log's column of that time as `at` in the mapping, or use --keys or --all

# Decisions on streams
pipeline-ahead = stream `{ $stream }` has been read up to { $after } only, and what lies between would never be read
pipeline-set-back = back to { $place }; it was at { $before }
pipeline-set-back-first = back to { $place }; it was at nowhere
pipeline-start = the start
pipeline-no-gap = stream `{ $stream }` does not wait for the id { $id }
pipeline-gave-up = gave up { $ids }
pipeline-moved-meanwhile = stream `{ $stream }` was moved meanwhile; nothing was changed; try again
pipeline-no-times = no change stream of the job says when a row was changed
