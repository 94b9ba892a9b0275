-- Change log of {table} for shangbao, SQLite 3.38 or newer. Doing it again does no harm.
-- By the sqlite3 shell: sqlite3 -bail site.db < this file.
-- Key columns: whole numbers, text, UUIDs or days. Other types have several text forms.
-- Not seen by triggers: rows that REPLACE takes away, unless the writer sets PRAGMA recursive_triggers = ON.

BEGIN IMMEDIATE;

-- The log. Several tables may share it. A row whose key is NULL cannot be found again: its line has no row_key.
-- AUTOINCREMENT, so that no id comes twice.
CREATE TABLE IF NOT EXISTS {log} (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    table_name TEXT NOT NULL,
    row_key TEXT,
    op TEXT NOT NULL,
    changed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);

-- Ends here when there was another table of this name: its triggers would fail the application's writes.
SELECT id, table_name, row_key, op, changed_at FROM {log} LIMIT 0;

-- A line for each new row.
DROP TRIGGER IF EXISTS shangbao_{name}_insert;
CREATE TRIGGER shangbao_{name}_insert AFTER INSERT ON {table} FOR EACH ROW
BEGIN
    INSERT INTO {log} (table_name, row_key, op) VALUES ('{table}', {new_key}, 'I');
END;

-- A line for each changed row.
DROP TRIGGER IF EXISTS shangbao_{name}_update;
CREATE TRIGGER shangbao_{name}_update AFTER UPDATE ON {table} FOR EACH ROW
WHEN {old_key} COLLATE BINARY IS {new_key}
BEGIN
    INSERT INTO {log} (table_name, row_key, op) VALUES ('{table}', {new_key}, 'U');
END;

-- An update that changes the key writes two: the old key is gone (D), the new one has come (I).
DROP TRIGGER IF EXISTS shangbao_{name}_rekey;
CREATE TRIGGER shangbao_{name}_rekey AFTER UPDATE ON {table} FOR EACH ROW
WHEN {old_key} COLLATE BINARY IS NOT {new_key}
BEGIN
    INSERT INTO {log} (table_name, row_key, op) VALUES ('{table}', {old_key}, 'D');
    INSERT INTO {log} (table_name, row_key, op) VALUES ('{table}', {new_key}, 'I');
END;

-- A line for each deleted row.
DROP TRIGGER IF EXISTS shangbao_{name}_delete;
CREATE TRIGGER shangbao_{name}_delete AFTER DELETE ON {table} FOR EACH ROW
BEGIN
    INSERT INTO {log} (table_name, row_key, op) VALUES ('{table}', {old_key}, 'D');
END;

COMMIT;

-- To report the rows that are there already as well, once:
-- INSERT INTO {log} (table_name, row_key, op) SELECT '{table}', {row_key}, 'I' FROM {table};

-- To be run daily: takes away old lines, all but the newest. Lines that shangbao has not read are lost with
-- them: keep more than it will ever stand still.
-- DELETE FROM {log} WHERE changed_at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-{keep}') AND id < (SELECT max(id) FROM {log});

-- To take all of it away again, in this order; the log only when no other table writes to it:
-- DROP TRIGGER IF EXISTS shangbao_{name}_insert;
-- DROP TRIGGER IF EXISTS shangbao_{name}_update;
-- DROP TRIGGER IF EXISTS shangbao_{name}_rekey;
-- DROP TRIGGER IF EXISTS shangbao_{name}_delete;
-- DROP TABLE IF EXISTS {log};

-- For the mapping:
-- [[changes]]
-- kind   = "log"
-- table  = "{log}"
-- cursor = "id"
-- key    = "row_key"
-- where  = "table_name = '{table}' AND row_key IS NOT NULL"
-- op     = { column = "op", delete = ["D"] }
-- at     = "changed_at"
