# compile
mapping-title = mapping `{ $path }`
mapping-itself = the mapping
mapping-no-streams = `changes` lists no stream
mapping-foreign-target = target `{ $target }` is for a platform of kind `{ $kind }`
mapping-foreign-target-hint = the job's platform is of kind `{ $kind }`: give the job another one
mapping-closed-target = target `{ $target }` cannot be uploaded
mapping-no-target = there is no target `{ $target }`
mapping-key-widths = stream `{ $stream }`: its key has { $own } columns, that of the rows { $wanted }
mapping-key-widths-hint = use `expand` to get from changed keys to record keys
mapping-gone-hint = the row is no more: only its key is known, { $key }
mapping-gone-report = `[gone]`: unknown report `{ $report }`
mapping-gone-both = `[gone]`: `report` and `fields` are both given
mapping-gone-both-hint = keep `fields` to report what is gone, `report` to list or leave it

# changes
mapping-unknown-kind = `[[changes]]`: unknown kind `{ $kind }`
mapping-foreign-option = `[[changes]]`: `{ $option }` is for streams of kind `{ $kinds }`

# stream_options
mapping-blank-where = `[[changes]]`: `where` is blank
mapping-txid-postgres = `[[changes]]`: `txid` is for PostgreSQL
mapping-op-delete = `op`: `delete` must be a text or a whole number, or a list of them
mapping-flag-stays-due = `flag`: what is written must differ from `due`, or the row stays due
mapping-flag-due = `flag`: `due` must be a text, a whole number, true or false, or a list of them; NULL is `null_is_due = true`
mapping-flag-value = `flag`: `{ $option }` must be a text, a whole number, true or false
mapping-lookback = `[[changes]]`: `lookback` is no time span
mapping-lookback-hint = write it as "90s", "10m", "2h" or "1d"
mapping-unit = `[[changes]]`: `unit` is not known
mapping-unit-hint = "s" or "ms"
mapping-schedule = `[[changes]]`: `schedule`: { $wrong }
mapping-schedule-hint = for each night at two: "0 2 * * *"

# identifier
mapping-names-no-column = `{ $option }` names no column
mapping-no-identifier = `{ $option }` is not an SQL name
mapping-identifier-hint = write it as in a statement: name, schema.name or { $quoted }

# statement
mapping-semicolon = `{ $option }` holds a `;`
mapping-semicolon-hint = write one SELECT and nothing behind it
mapping-no-keys = `{ $option }` has no `:keys`
mapping-no-keys-hint = read only what changed: .. WHERE id IN (:keys)
mapping-sql-line = `{ $option }` line { $line }
mapping-keys-outside-in = { $place }: `:keys` must be the list of an `IN`
mapping-keys-hint = write .. WHERE id IN (:keys)
mapping-no-parameter = { $place }: `:{ $name }` is no parameter
mapping-neither-parameter = { $place }: `:{ $name }` is neither `:keys` nor a parameter
mapping-lists-all = it lists all keys there are
mapping-set-param = set it in jobs.toml, under the platform's `params`

# rows
mapping-rows-key = `[rows]`: `key` must name a column of the result
mapping-rows-lack-sql = `[rows]` needs `sql` or `file`
mapping-rows-lack-sql-hint = leave `[rows]` out to read whole rows of the first stream's table
mapping-file-unreadable = `[rows]`: `file` cannot be read: { $error }
mapping-file-not-utf8 = `[rows]`: `file` is not UTF-8; save it as UTF-8
mapping-needs-rows = the mapping needs `[rows]`: every stream has `expand` or `sql`, so none has the records' table

# fields
mapping-field = field `{ $field }`: { $what }
mapping-field-named = field `{ $field }`
mapping-no-field = `{ $target }` has no field `{ $field }`
mapping-see-fields = see `shangbao fields { $target }`
mapping-unmapped = required field `{ $field }` is not mapped
mapping-default-there = { $section }; its default there: { $line }
mapping-odd-pair = field `{ $field }`: `{ $other }` is shifted by `coordinates`, and this field is not shifted with it
mapping-odd-pair-hint = give both the same `coordinates`, each `with` the other's column

# declaration
mapping-not-a-column = must be a column's name or a table, not { $kind }
mapping-no-param = the platform has no parameter `{ $name }`
mapping-blank-column = the column's name is blank
mapping-join-comma = `join` is the target's comma; leave it out
mapping-columns-misplaced = `columns` goes with texts and lists only; use `template`
mapping-coordinates-misplaced = `coordinates` is for degrees
mapping-coordinates = `coordinates` is not known
mapping-coordinates-hint = known: gcj02, bd09; leave it out for WGS84
mapping-columnless-template = `template` has no column
mapping-columnless-template-hint = use `value` for what is always the same
mapping-empty = `empty`: the template has no `{ $name }`

# template
mapping-lone-brace = a `{"}"}` stands alone; write `{"}}"}` for one in the text
mapping-open-brace = a `{"{"}` is not closed; write `{"{{"}` for one in the text
mapping-no-format = `{ $format }` is no time format such as %Y-%m-%d
mapping-template-name = a column's name is missing or has blanks around it

# written
mapping-no-origin = nothing says where its value comes from: column, columns, template, value or param
mapping-exclude = `{ $first }` and `{ $second }` exclude each other
mapping-goes-not-with = `{ $option }` does not go with `{ $other }`
mapping-needs-option = `{ $option }` needs `{ $needed }`

# workshop
mapping-misplaced = `{ $option }` is for { $wanted }, and this field is { $kind }
mapping-for-codes = codes, texts and yes or no
mapping-for-yes = fields that are yes or no
mapping-for-dictionary = codes of a dictionary
mapping-for-times = times
mapping-for-lists = lists
mapping-for-photos = photos
mapping-for-files = files
mapping-kind-text = text
mapping-kind-time = a time
mapping-kind-code = a code
mapping-kind-yes-no = a yes or no
mapping-kind-list = a list
mapping-kind-degrees = degrees
mapping-kind-file = a file
mapping-kind-photo = a photo
mapping-kind-dictionary = a code of a dictionary
mapping-kind-identity-number = an identity card's number
mapping-kind-period = a period of two days

# constant
mapping-blank-value = blank is no value
mapping-leave-option = leave the option out
mapping-not-a-code = not one of the target's codes
mapping-codes-near = did you mean { $codes }?
mapping-codes-are = codes: { $codes }
mapping-not-yes-no = neither yes nor no in the platform's digits
mapping-yes-no-digits = "{ $yes }" is yes, "{ $no }" is no
mapping-not-exact-time = not a time as the field wants it
mapping-empty-list = an empty list
mapping-not-degrees = not plain decimal degrees within the field's bounds

# codes
mapping-code-not-text = a code must be text, not { $kind }
mapping-lists-blank = `{ $option }`: blank counts as NULL, which is never looked up; use `default`
mapping-code-twice = `codes` lists `{ $value }` twice
mapping-lists-nothing = `{ $option }` lists nothing
mapping-lists-others = `{ $option }` must list texts, whole numbers or true and false, not { $kind }
mapping-lists-twice = `{ $option }`: `{ $value }` is listed twice

# dictionary
mapping-other-dictionary = `dictionary` names another one
mapping-other-dictionary-hint = its codes are those of { $name }
mapping-unknown-word = unknown `{ $option }`
mapping-not-in-dictionary = { $place }: value is not in { $dictionary }; nearest there: { $nearest }; translate it with `codes = {"{"} .. {"}"}`, or see `shangbao dictionaries`
mapping-two-codes = { $place }: { $dictionary } has this name with two codes; translate it with `codes = {"{"} .. {"}"}`

# fact
mapping-no-fact = `{ $target }` has no fact `{ $fact }`
mapping-fact-record = `record` must name a column for each of: { $fields }
mapping-fact-of = `of`: there is no target `{ $target }`

# file
mapping-set-root = set `files = {"{"} root = "/data/photos" {"}"}` of the source, in jobs.toml
mapping-set-hosts = set `files = {"{"} allowed_hosts = ["10.1.2.3"] {"}"}` of the source, in jobs.toml
mapping-missing-alone = `missing` needs `photo` or `content`
mapping-default-texts = `default` is for texts
mapping-no-files = the source does not say where its files are
mapping-omit-required = `missing = "omit"` is for optional fields, and this one is required
mapping-max-bytes = `max_bytes` must be 4KiB or more

# reader
mapping-unreadable-format = the target's time format cannot be read
mapping-dictionary-unsaid = how the column's values become codes of { $dictionary } is not said
mapping-dictionary-hint = { $line } for names, with holds = "code" for codes; or codes = {"{"} .. {"}"}
mapping-yes-no-unsaid = which values are yes and which are no is not said
mapping-yes-no-hint = { $line }: the site's values; sent are { $yes } for yes, { $no } for no
mapping-bytes-unsaid = where its bytes are is not said
mapping-bytes-hint = { $line }; or "blob", "base64", "url"
mapping-split = `split` names nothing that separates
mapping-no-time-format = `parse` is no time format: "s", "ms", or letters such as %Y/%m/%d %H:%M
mapping-parse-too-little = `parse` says too little to know the day and time
mapping-parse-no-clock = `parse` has no time of day, which the field needs

# example
mapping-example-differs = `{ $field }` is `{ $sent }`, not `{ $wanted }`
mapping-example-lacks = `{ $field }` is nothing, not `{ $wanted }`
mapping-example-became = it became a record; `{ $field }` should have rejected it
mapping-example-rejected = it was rejected: { $wrong }
mapping-example-either = `[[example]]` needs either `expect` or `reject`
mapping-example-row = `row`: { $kind } is no value of a column
mapping-example-text = `expect`: all fields are sent as text, not { $kind }

# columns
mapping-column = column `{ $name }`
mapping-columns = columns `{ $names }`
mapping-key-column = the key column `{ $name }`
mapping-column-absent = { $column } is not in the result of the mapping's SQL
mapping-column-absent-near = { $column } is not in the result; did you mean `{ $near }`?
mapping-column-unreadable = { $column } has type { $kind }, which cannot be read; cast it to text in the mapping's SQL
mapping-column-twice = { $column } stands { $times } times in the result; give each a name of its own with AS

# refusal
mapping-no-text = { $place }: holds { $kind }, not text; cast it in the mapping's SQL
mapping-zoned-text = { $place }: holds a time with a zone, not text; use `template = "{"{"}column:%Y-%m-%d %H:%M{"}"}"`
mapping-not-finite = { $place }: holds a number that is not finite
mapping-damaged = { $place }: text holds U+FFFD: it was damaged on its way; check the encodings of the table and the connection
mapping-unlisted = { $place }: value is not listed; listed are { $known }
mapping-no-code = { $place }: value is none of the target's codes ({ $codes }); translate it with `codes = {"{"} .. {"}"}`
mapping-separator = { $place }: text holds `{ $sign }`, which separates the parts of a list; name what separates them: `split = "{ $sign }"`, several as a list
mapping-part-separator = { $place }: a part of the list holds `{ $sign }`; name it in `split`, too, or, where it is part of a name, have the SQL give a JSON list
mapping-bracket = { $place }: a part of the list holds a bracket or stands in quotation marks: it is no whole JSON list; give a JSON list or plain text
mapping-nested-list = { $place }: the list holds more than texts and numbers; pick what is wanted in the mapping's SQL
mapping-list-of-values = { $place }: holds an array, and the field one text; join it in the mapping's SQL: array_to_string(.., ',')
mapping-misread = { $place }: text is { $name } that was taken for latin1; read it by { $sql }, or set `charset = "{ $charset }"` in the source where all its texts are stored so
mapping-misread-no-sql = { $place }: text is { $name } that was taken for latin1; set `charset = "{ $charset }"` in the source
mapping-utf8-in-gbk = the text looks like UTF-8 that was read as GBK and stored like that, as `寮犱笁` for 张三; if it is, read it by CONVERT(CAST(CONVERT(.. USING gbk) AS BINARY) USING utf8mb4), on PostgreSQL by convert_from(convert_to(.., 'GBK'), 'UTF8')
mapping-misread-unknown = { $place }: text holds control characters (U+0080 to U+009F): its bytes were taken for another character set; check the encodings of the table and of who writes it
mapping-lost-digits = { $place }: holds a number of type { $kind } that is too large for it to hold all digits; what was written is lost: have the column hold text or BIGINT, and its values written again
mapping-invisible = { $place }: text holds an invisible character ({ $character }) inside; have it corrected, or leave it out with REPLACE in the mapping's SQL
mapping-rounded = { $place }: text is a rounded number like 1.1E+17, as spreadsheets write it; have it corrected
mapping-part-comma = { $place }: a part of the list holds an English comma, which joins the list
mapping-no-time = { $place }: holds { $kind }, not a time
mapping-time-number = { $place }: holds a number, not a time; say `parse = "s"` or `parse = "ms"`
mapping-time-text = { $place }: text is no time like 2026-03-01 08:30; give its form with `parse = "%Y/%m/%d %H:%M"`
mapping-time-parse = { $place }: value does not follow `parse = "{ $form }"`
mapping-day-only = { $place }: holds a day without a time of day, which the field needs
mapping-years = { $place }: time is not within the years 1000 to 9999
mapping-skipped = { $place }: local time does not exist in { $zone }
mapping-twice = { $place }: local time exists twice in { $zone }
mapping-no-period = { $place }: text is no period like 2026-03-01:2026-12-31, or 2026-03-01: with an open end; use `template = "{"{"}first:%Y-%m-%d{"}"}:{"{"}last:%Y-%m-%d{"}"}"`
mapping-ends-first = { $place }: period ends before it begins
mapping-no-degrees = { $place }: value is not plain decimal degrees
mapping-exchanged = { $place }: degrees of latitude are not between -90 and 90; they would do as a longitude: are the two exchanged?
mapping-bounds = { $place }: degrees are not between { $min } and { $max }
mapping-half-pair = { $place }: one of the two coordinates is there without the other
mapping-no-bytes = { $place }: holds { $kind }, not bytes; Base64 is "base64", a path "file"
mapping-no-base64 = { $place }: holds bytes that are no Base64; bytes are "blob"
mapping-no-band = { $place }: NULL or blank, and the photo's band shows it
mapping-and-more = { $names } and { $more } more

# rules
mapping-blank = { $place }: NULL or blank, and the field is required
mapping-blank-when = { $place }: NULL or blank, and the field is required because { $other } is { $code }
mapping-lacks = the field is not mapped, and the field is required
mapping-lacks-when = the field is not mapped, and the field is required because { $other } is { $code }
mapping-length = has { $length } characters; { $wanted } are expected
mapping-unlisted-for = is not listed for { $other } { $code }; listed are { $listed }
mapping-unsplit = holds `{ $separator }` and goes out as one text; where it separates several, give it as `split`
mapping-clears-with = does not clear the alarm alone: the platform counts it as cleared only when `{ $other }` has a value too
mapping-before = is earlier than `{ $other }`
mapping-place-zero = is 0, as is `{ $other }`: devices without a position write so
mapping-place-exchanged = looks exchanged with `{ $other }`: only the other way round do they lie in China
mapping-place-abroad = lies, with `{ $other }`, outside China
mapping-no-mobile = is not a mobile number of 11 digits
mapping-no-telephone = is not a telephone number
mapping-identity-length = is not the 18 characters of an identity card's number
mapping-identity-check = has a check digit that does not fit the other digits
