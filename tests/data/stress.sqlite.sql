PRAGMA journal_mode = WAL;
CREATE TABLE permits (
    id     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL DEFAULT 'confined_space',
    place  TEXT NOT NULL,
    status INTEGER NOT NULL DEFAULT 1,
    begins TEXT NOT NULL DEFAULT '2026-03-01 08:00:00',
    ends   TEXT NOT NULL DEFAULT '2026-03-01T16:00:00+08:00',
    changed_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now')),
    sent   TEXT NOT NULL DEFAULT '0'
);
CREATE INDEX permits_changed ON permits (changed_at);
CREATE INDEX permits_sent ON permits (sent);
CREATE TABLE change_log (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    row_key TEXT NOT NULL,
    op      TEXT NOT NULL
);
CREATE TRIGGER permits_inserted AFTER INSERT ON permits
BEGIN INSERT INTO change_log (row_key, op) VALUES (NEW.id, 'I'); END;
CREATE TRIGGER permits_updated AFTER UPDATE ON permits
BEGIN INSERT INTO change_log (row_key, op) VALUES (NEW.id, 'U'); END;
CREATE TRIGGER permits_deleted AFTER DELETE ON permits
BEGIN INSERT INTO change_log (row_key, op) VALUES (OLD.id, 'D'); END
