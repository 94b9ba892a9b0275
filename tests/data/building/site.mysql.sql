CREATE TABLE companies (
    id     bigint PRIMARY KEY,
    name   varchar(100) NOT NULL,
    suid   varchar(18) NOT NULL,
    legal  varchar(40),
    exited int NOT NULL DEFAULT 0
);
CREATE TABLE workers (
    id       bigint PRIMARY KEY,
    company  bigint NOT NULL,
    name     varchar(40) NOT NULL,
    id_code  varchar(18) NOT NULL,
    phone    varchar(20),
    category varchar(2) NOT NULL DEFAULT '00',
    trade    varchar(40) NOT NULL DEFAULT '木工',
    begins   date NOT NULL DEFAULT '2026-01-01',
    photo    text NOT NULL,
    departed int NOT NULL DEFAULT 0
);
CREATE TABLE passages (
    id        bigint PRIMARY KEY AUTO_INCREMENT,
    gate      varchar(40) NOT NULL,
    visitor   int NOT NULL DEFAULT 0,
    id_code   varchar(18) NOT NULL,
    name      varchar(40) NOT NULL,
    passed    datetime NOT NULL,
    direction int NOT NULL DEFAULT 1
);
CREATE TABLE change_log (
    id      bigint PRIMARY KEY AUTO_INCREMENT,
    subject varchar(20) NOT NULL,
    row_key varchar(40) NOT NULL
);
