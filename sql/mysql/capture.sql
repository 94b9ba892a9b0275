-- Change log of {table} for shangbao, MySQL 5.7.8 or newer and MariaDB 10.2.3 or newer. Doing it again does no harm.
-- The triggers have the rights of who makes them: keep that user, with INSERT on the log. With a binary log
-- and without SUPER, making them needs log_bin_trust_function_creators = 1.
-- Key columns: whole numbers (without ZEROFILL), text, UUIDs or days. Other types have several text forms.
-- MariaDB writes some control characters in a key of several columns with capitals (\u001F), the ledger without:
-- their rows are found all the same.
-- Not seen by triggers: TRUNCATE, and rows that a foreign key's CASCADE changes.

-- The log. Several tables may share it. A row whose key is NULL cannot be found again: its line has no row_key.
CREATE TABLE IF NOT EXISTS {log} (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    table_name VARCHAR(200) NOT NULL,
    row_key TEXT,
    op CHAR(1) NOT NULL,
    changed_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Ends here when there was another table of this name: its triggers would fail the application's writes.
SELECT id, table_name, row_key, op, changed_at FROM {log} LIMIT 0;

-- Nobody writes to {table} while its triggers are made, so that no change is missed.
LOCK TABLES {table} WRITE;

-- A line for each new row.
DROP TRIGGER IF EXISTS {schema}shangbao_{name}_insert;
CREATE TRIGGER {schema}shangbao_{name}_insert AFTER INSERT ON {table} FOR EACH ROW
INSERT INTO {log} (table_name, row_key, op) VALUES ('{table}', {new_key}, 'I');

-- A line for each changed row. Not INSERT .. SELECT, which could hold up other writers of the log.
DROP TRIGGER IF EXISTS {schema}shangbao_{name}_update;
CREATE TRIGGER {schema}shangbao_{name}_update AFTER UPDATE ON {table} FOR EACH ROW
INSERT INTO {log} (table_name, row_key, op)
VALUES ('{table}', {new_key}, IF(CAST({old_key} AS BINARY) <=> CAST({new_key} AS BINARY), 'U', 'I'));

-- An update that changes the key writes two: the new one has come (I, above), the old key is gone (D).
DROP TRIGGER IF EXISTS {schema}shangbao_{name}_rekey;
CREATE TRIGGER {schema}shangbao_{name}_rekey AFTER UPDATE ON {table} FOR EACH ROW
INSERT INTO {log} (table_name, row_key, op)
SELECT '{table}', {old_key}, 'D' FROM DUAL WHERE NOT (CAST({old_key} AS BINARY) <=> CAST({new_key} AS BINARY));

-- A line for each deleted row.
DROP TRIGGER IF EXISTS {schema}shangbao_{name}_delete;
CREATE TRIGGER {schema}shangbao_{name}_delete AFTER DELETE ON {table} FOR EACH ROW
INSERT INTO {log} (table_name, row_key, op) VALUES ('{table}', {old_key}, 'D');

UNLOCK TABLES;

-- The user that shangbao reads with (here: reporter) needs:
-- GRANT SELECT ON {log} TO reporter;

-- To report the rows that are there already as well, once, in a quiet hour (it locks them while it runs):
-- INSERT INTO {log} (table_name, row_key, op) SELECT '{table}', {row_key}, 'I' FROM {table};

-- To be run daily: takes away old lines, all but the newest. Lines that shangbao has not read are lost with
-- them: keep more than it will ever stand still.
-- DELETE FROM {log} WHERE changed_at < NOW() - INTERVAL {keep} AND id < (SELECT newest FROM (SELECT MAX(id) AS newest FROM {log}) AS ids);

-- To take all of it away again, in this order; the log only when no other table writes to it:
-- DROP TRIGGER IF EXISTS {schema}shangbao_{name}_insert;
-- DROP TRIGGER IF EXISTS {schema}shangbao_{name}_update;
-- DROP TRIGGER IF EXISTS {schema}shangbao_{name}_rekey;
-- DROP TRIGGER IF EXISTS {schema}shangbao_{name}_delete;
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
