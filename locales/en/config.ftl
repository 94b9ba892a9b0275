# config

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
