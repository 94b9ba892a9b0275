# sandbox

# Faults
sandbox-drop-before = the connection is cut; nothing is stored
sandbox-unauthorized-http = hazchem: HTTP status 401
sandbox-unauthorized-body = hazchem: HTTP 200 with the number 401 as code
sandbox-unauthorized-text = hazchem: HTTP 200 with the text "401" as code
sandbox-expire-tokens = hazchem: every token given out so far ends now
sandbox-forbidden = hazchem: HTTP 200 with the number 403 as code (no right)
sandbox-header-case = HTTP 401 where Authorization or Content-Type is written in another case
sandbox-wrong-password = hazchem: a login with the right password is refused
sandbox-redirect = HTTP 302 to /login
sandbox-html = HTTP 200 with the login page
sandbox-http-500 = HTTP status 500
sandbox-http-502-html = HTTP status 502 with a gateway's page
sandbox-body-500 = hazchem: HTTP 200 with the number 500 as code
sandbox-busy = HTTP 200 with the plain text for "too frequent"
sandbox-busy-json = hazchem: the same inside JSON
sandbox-too-many = HTTP status 429 with Retry-After
sandbox-poison-id = HTTP status 500 for every request that holds the record
sandbox-refuse-batch-with = code 400 (CWR: 99) for every request that holds the record
sandbox-code = CWR: the whole call is refused with this code, such as 26 or 47
sandbox-drop-after-accept = stored, then the connection is cut without an answer
sandbox-truncated = stored, then half of the answer, then the end
sandbox-garbage = stored, then an answer that is no JSON
sandbox-empty-data = hazchem: stored, then an answer whose data is null
sandbox-slow = stored at once, answered after 200ms, 2s, 1m, ..
sandbox-reject-id = the record is refused with this reason
sandbox-count-only = hazchem: the answer on permits has counts and no lists
sandbox-lists-disagree = hazchem: the counts differ by one from the lists
sandbox-forget-one = hazchem: one stored permit is in neither list
sandbox-punctuation = hazchem: the outcome is told in this form
sandbox-partial = CWR: an answer of code 10 tells of the records in this way
sandbox-number-code = CWR: the code is a number
sandbox-boolean-result = CWR: the result is a boolean
sandbox-text-status = CWR: the status is a text
sandbox-no-result-data = CWR: the answer has no result_data
sandbox-refuse-repeats = CWR: what it already holds unchanged is refused with code 48
sandbox-list-repeats = CWR: the same, as entries of code 10 beside the other records
sandbox-company-exists = CWR: a company that is in the project is refused, not updated
sandbox-suspended = CWR: the project is not under construction; its passages are refused
sandbox-says-code = CWR: judged as usual, but the answer has this code
sandbox-says-result = CWR: judged as usual, but the answer has this result, such as false
sandbox-status = answered as usual, under this HTTP status
sandbox-charset = the answer's bytes and the charset that it names do not go together
sandbox-gateway = a gateway writes the answer anew
sandbox-words = the words and forms of this seed, instead of those of --seed

# Scripts of faults
sandbox-script = fault { $entry } of the script, `{ $name }`: { $problem }
sandbox-no-fault = there is no such fault
sandbox-no-fault-but = there is no such fault; did you mean `{ $name }`?
sandbox-argument = write it as `{ $usage }`
sandbox-count = behind it stands a count or nothing: write `{ $name }:3` or `{ $name }:always`
sandbox-seed = a seed is a whole number: write `seed=7`
sandbox-option = `{ $option }` is no option: write x3, always, @workTicket or p=0.1
sandbox-no-endpoint = there is no endpoint `{ $endpoint }`
sandbox-no-endpoint-but = there is no endpoint `{ $endpoint }`; did you mean `{ $name }`?
sandbox-ground = it has no meaning at that endpoint: leave `@..` out
