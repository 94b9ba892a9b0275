-- Times are milliseconds since 1970-01-01 UTC.

-- One job at one account: what positions and deliveries belong to.
CREATE TABLE shangbao_route (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    job      VARCHAR(200) NOT NULL,
    account  VARCHAR(500) NOT NULL,
    last_run BIGINT,
    error    VARCHAR(4000),
    UNIQUE (job, account)
);

-- Who works on a route: a row each, made with it. The fence grows with every holder.
CREATE TABLE shangbao_lease (
    route    BIGINT NOT NULL PRIMARY KEY,
    holder   VARCHAR(500) NOT NULL,
    fence    BIGINT NOT NULL,
    until_ms BIGINT NOT NULL
);

-- How far a change stream has been read.
CREATE TABLE shangbao_stream (
    route    BIGINT NOT NULL,
    stream   VARCHAR(300) NOT NULL,
    position TEXT NOT NULL,
    version  BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    PRIMARY KEY (route, stream)
);

-- The state of one key of a route.
--   version       grows at every sighting; changed is the version of the last sighting that was a change
--   suspect       1: not waiting, but due for a look
--   digest        of the content the platform is known to have
--   tried         of the SQL row that was last tried
--   reached       never, asked (one request went out, no answer yet), doubt (it may have it), yes
--   flight_until  when a request that went out must be dead
--   failure       1: gone, and listed as a failure
-- Keys are compared and ordered byte by byte, as SQLite does by default.
CREATE TABLE shangbao_delivery (
    route        BIGINT NOT NULL,
    record_key   VARCHAR(700) NOT NULL,
    version      BIGINT NOT NULL,
    changed      BIGINT NOT NULL,
    state        VARCHAR(20) NOT NULL,
    suspect      BIGINT NOT NULL,
    digest       VARCHAR(100),
    tried        VARCHAR(100),
    reached      VARCHAR(20) NOT NULL,
    attempts     BIGINT NOT NULL,
    due_at       BIGINT,
    flight_until BIGINT,
    since        BIGINT NOT NULL,
    field        VARCHAR(200),
    code         VARCHAR(200),
    message      VARCHAR(2000),
    upload       VARCHAR(200),
    failure      BIGINT NOT NULL,
    PRIMARY KEY (route, record_key)
) WITHOUT ROWID;

CREATE INDEX shangbao_delivery_due ON shangbao_delivery (route, due_at, record_key) WHERE due_at IS NOT NULL;

CREATE INDEX shangbao_delivery_state ON shangbao_delivery (route, state, since) WHERE state <> 'waiting';

-- What is paused: a platform or a job.
CREATE TABLE shangbao_pause (
    scope         VARCHAR(20) NOT NULL,
    name          VARCHAR(500) NOT NULL,
    reason        VARCHAR(2000) NOT NULL,
    since         BIGINT NOT NULL,
    by_whom       VARCHAR(500),
    configuration VARCHAR(200),
    PRIMARY KEY (scope, name)
);

-- What people decided. A record has a route and a key; a pause has its name as subject.
CREATE TABLE shangbao_history (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    route      BIGINT,
    record_key VARCHAR(700),
    at         BIGINT NOT NULL,
    what       VARCHAR(50) NOT NULL,
    subject    VARCHAR(500),
    detail     VARCHAR(4000),
    by_user    VARCHAR(200) NOT NULL,
    by_host    VARCHAR(300) NOT NULL
);

CREATE INDEX shangbao_history_record ON shangbao_history (route, record_key, at);
