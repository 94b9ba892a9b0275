CREATE TABLE permits (
    id     bigint PRIMARY KEY,
    kind   varchar(40) NOT NULL,
    place  varchar(200),
    status int NOT NULL,
    begins datetime NOT NULL DEFAULT '2026-03-01 08:00:00',
    ends   datetime(6) NOT NULL DEFAULT '2026-03-01 16:00:00',
    changed_at datetime(6) NOT NULL DEFAULT '2026-03-01 08:00:00'
);
CREATE TABLE change_log (
    id      bigint unsigned PRIMARY KEY AUTO_INCREMENT,
    row_key varchar(40) NOT NULL,
    op      char(1) NOT NULL
);
