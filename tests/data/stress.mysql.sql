CREATE TABLE permits (
    id     bigint PRIMARY KEY,
    kind   varchar(40) NOT NULL DEFAULT 'confined_space',
    place  varchar(200) NOT NULL,
    status int NOT NULL DEFAULT 1,
    begins datetime NOT NULL DEFAULT '2026-03-01 08:00:00',
    ends   datetime(6) NOT NULL DEFAULT '2026-03-01 16:00:00',
    changed_at datetime(6) NOT NULL DEFAULT NOW(6),
    sent   char(1) NOT NULL DEFAULT '0',
    INDEX (changed_at),
    INDEX (sent)
);
CREATE TABLE change_log (
    id      bigint unsigned PRIMARY KEY AUTO_INCREMENT,
    row_key varchar(40) NOT NULL,
    op      char(1) NOT NULL
);
CREATE TRIGGER permits_inserted AFTER INSERT ON permits FOR EACH ROW
    INSERT INTO change_log (row_key, op) VALUES (NEW.id, 'I');
CREATE TRIGGER permits_updated AFTER UPDATE ON permits FOR EACH ROW
    INSERT INTO change_log (row_key, op) VALUES (NEW.id, 'U');
CREATE TRIGGER permits_deleted AFTER DELETE ON permits FOR EACH ROW
    INSERT INTO change_log (row_key, op) VALUES (OLD.id, 'D')
