CREATE TABLE permits (
    id     bigint PRIMARY KEY,
    kind   varchar(40) NOT NULL DEFAULT 'confined_space',
    place  varchar(200) NOT NULL,
    status int NOT NULL DEFAULT 1,
    begins timestamp NOT NULL DEFAULT '2026-03-01 08:00:00',
    ends   timestamptz NOT NULL DEFAULT '2026-03-01 16:00:00+08',
    changed_at timestamptz NOT NULL DEFAULT now(),
    sent   char(1) NOT NULL DEFAULT '0'
);
CREATE INDEX permits_changed ON permits (changed_at);
CREATE INDEX permits_sent ON permits (sent);
CREATE SEQUENCE change_log_id;
CREATE TABLE change_log (
    id      bigint NOT NULL,
    row_key varchar(40) NOT NULL,
    op      char(1) NOT NULL
) PARTITION BY RANGE (id);
CREATE TABLE change_log_1 PARTITION OF change_log FOR VALUES FROM (0) TO (300);
CREATE TABLE change_log_2 PARTITION OF change_log FOR VALUES FROM (300) TO (2000);
CREATE TABLE change_log_3 PARTITION OF change_log FOR VALUES FROM (2000) TO (MAXVALUE);
CREATE INDEX change_log_by_id ON change_log (id);
-- The line's id is drawn here, or was drawn before by the same transaction and kept in `stress.id`.
CREATE FUNCTION changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO change_log SELECT
        COALESCE(CAST(NULLIF(current_setting('stress.id', TRUE), '') AS bigint), nextval('change_log_id')),
        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,
        left(TG_OP, 1); PERFORM set_config('stress.id', '', FALSE); RETURN NULL; END $$;
CREATE TRIGGER permits_changed AFTER INSERT OR UPDATE OR DELETE ON permits FOR EACH ROW EXECUTE FUNCTION changed()
