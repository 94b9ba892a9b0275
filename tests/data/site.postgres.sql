CREATE TABLE permits (
    id     bigint PRIMARY KEY,
    kind   varchar(40) NOT NULL,
    place  varchar(200),
    status int NOT NULL,
    begins timestamp NOT NULL DEFAULT '2026-03-01 08:00:00',
    ends   timestamptz NOT NULL DEFAULT '2026-03-01 16:00:00+08',
    changed_at timestamp(6) NOT NULL DEFAULT '2026-03-01 08:00:00'
);
CREATE TABLE change_log (
    id      bigserial PRIMARY KEY,
    row_key varchar(40) NOT NULL,
    op      char(1) NOT NULL
);
