# text
draft-head =
    # { $target } ({ $title }), drafted by `shangbao new` from { $table }: look at every line before it is used.
    #   guess      found by a name or a value, which may mean another thing at this site
    #   OPEN       what the target needs, and this table does not show; it may stand in another one: join it in [rows]
    #   not found  what may be left out
    # `shangbao check` tries the mapping on the first rows; docs/MAPPING.md says how one is written.
draft-not-found = not found
draft-and = and
draft-or = or
draft-note = # { $mark }: { $title }; { $need }; { $kind }
draft-required = required
draft-optional = optional
draft-required-when = required { $when }
draft-open-key = # OPEN key: the table has no primary key; which column, or columns, name a row?
draft-way = # { $mark }: { $why }
draft-log = # Surest, where the DBA may add a table and triggers: { $command }
draft-codes = #   codes: { $codes }
draft-document-default = { $line }   # the document's default

# field
draft-wgs84 = Is it WGS84? For GCJ-02: {"{"} column = "..", coordinates = "gcj02", with = ".." {"}"}
draft-no-times-in-numbers = column { $column } holds numbers that are no times since 1970
draft-no-times-in-texts = column { $column } holds texts in no form that is known: {"{"} column = "..", parse = "%Y/%m/%d %H:%M" {"}"}
draft-dictionary = Does it hold the dictionary's names? `shangbao dictionaries` lists them.
draft-code-said = { $entry } is { $name }
draft-code-numbered = { $entry } would be { $name }, by its number alone: left out
draft-code-unknown = { $entry } is not known: left out
draft-many-values = the column holds more than 20 values; what is not known is not listed
draft-no-clear-code = column { $column } has no value whose code is clear
draft-neither = { $value } is neither yes nor no: left out
draft-no-yes-no = column { $column } has no value that says yes or no
draft-no-no = no value was met that says no
draft-no-yes = no value was met that says yes
draft-files = the source has to say where it is, in jobs.toml: { $line }

# streams
draft-by-time = `{ $column }` looks like the time of last change. Does every change of a row set it?
draft-by-time-unindexed = `{ $column }` looks like the time of last change. Does every change of a row set it? No index begins with it.
draft-by-flag = `{ $column }` looks like a flag of what was sent. Is 0 not yet sent, and 1 sent? `writer_url` writes it back.
draft-by-id = `{ $column }` grows with each row. Are rows only added, and never changed?
draft-nightly = a net below the time of last change: finds what a clock that is behind, an import or a deletion hides from it.
draft-by-comparing = all rows are read and compared: finds every change, and deletions, at the cost of reading the table.
