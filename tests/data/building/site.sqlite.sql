CREATE TABLE companies (
    id     INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    suid   TEXT NOT NULL,
    legal  TEXT,
    exited INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE workers (
    id       INTEGER PRIMARY KEY,
    company  INTEGER NOT NULL,
    name     TEXT NOT NULL,
    id_code  TEXT NOT NULL,
    phone    TEXT,
    category TEXT NOT NULL DEFAULT '00',
    trade    TEXT NOT NULL DEFAULT '木工',
    begins   TEXT NOT NULL DEFAULT '2026-01-01',
    photo    TEXT NOT NULL,
    departed INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE passages (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    gate      TEXT NOT NULL,
    visitor   INTEGER NOT NULL DEFAULT 0,
    id_code   TEXT NOT NULL,
    name      TEXT NOT NULL,
    passed    TEXT NOT NULL,
    direction INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE change_log (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL,
    row_key TEXT NOT NULL
);
