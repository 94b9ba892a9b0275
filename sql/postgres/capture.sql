-- Change log of {table} for shangbao, PostgreSQL 13 or newer. To be applied by the owner of {table};
-- doing it again does no harm.
-- Key columns: whole numbers, text, UUIDs or days. Other types have several text forms.
-- Not seen by these triggers: TRUNCATE, and writers with session_replication_role = replica.
-- Beware: after an INSERT into {table}, lastval() is the log's id. RETURNING and currval() are not changed.

BEGIN;

-- The log. Several tables may share it. A row whose key is NULL cannot be found again: its line has no row_key.
CREATE TABLE IF NOT EXISTS {log} (
    id bigserial PRIMARY KEY,
    table_name text NOT NULL,
    row_key text,
    op char(1) NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    txid xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX IF NOT EXISTS {log_name}_txid ON {log} (txid, id);

-- Ends here when there was another table of this name: its triggers would fail the application's writes.
SELECT id, table_name, row_key, op, changed_at, txid FROM {log} LIMIT 0;

-- Writes the lines. It has the rights of who makes it, so that the application needs none on the log.
-- An update that changes the key writes two: the old key is gone (D), the new one has come (I).
CREATE OR REPLACE FUNCTION {schema}shangbao_{name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $capture$
DECLARE
    old_key text COLLATE "C";
    new_key text COLLATE "C";
BEGIN
    IF TG_OP <> 'INSERT' THEN
        old_key := {old_key};
    END IF;
    IF TG_OP <> 'DELETE' THEN
        new_key := {new_key};
    END IF;
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND old_key IS DISTINCT FROM new_key) THEN
        INSERT INTO {log} (table_name, row_key, op) VALUES ('{table}', old_key, 'D');
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO {log} (table_name, row_key, op) VALUES ('{table}', new_key,
            CASE WHEN TG_OP = 'UPDATE' AND old_key IS NOT DISTINCT FROM new_key THEN 'U' ELSE 'I' END);
    END IF;
    -- Wakes a job that names this channel in jobs.toml: wake = "{channel}".
    {notify}PERFORM pg_catalog.pg_notify('{channel}', '{table}');
    RETURN NULL;
END
$capture$;
REVOKE ALL ON FUNCTION {schema}shangbao_{name}() FROM PUBLIC;

-- Calls it for each row that is written to {table}.
DROP TRIGGER IF EXISTS shangbao_capture ON {table};
CREATE TRIGGER shangbao_capture AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {schema}shangbao_{name}();

COMMIT;

-- The user that shangbao reads with (here: reporter) needs:
-- GRANT SELECT ON {log} TO reporter;

-- To report the rows that are there already as well, once:
-- INSERT INTO {log} (table_name, row_key, op) SELECT '{table}', {row_key}, 'I' FROM {table};

-- To be run daily: takes away old lines, all but the newest. Lines that shangbao has not read are lost with
-- them: keep more than it will ever stand still.
-- DELETE FROM {log} WHERE changed_at < now() - interval '{keep}' AND id < (SELECT max(id) FROM {log});

-- To take all of it away again, in this order; the log only when no other table writes to it:
-- DROP TRIGGER IF EXISTS shangbao_capture ON {table};
-- DROP FUNCTION IF EXISTS {schema}shangbao_{name}();
-- DROP TABLE IF EXISTS {log};

-- For the mapping:
-- [[changes]]
-- kind   = "log"
-- table  = "{log}"
-- cursor = "id"
-- key    = "row_key"
-- where  = "table_name = '{table}' AND row_key IS NOT NULL"
-- op     = { column = "op", delete = ["D"] }
-- txid   = "txid"
-- at     = "changed_at"
