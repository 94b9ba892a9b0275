-- Notes that a migration has been run, with the checksum of its text.
INSERT INTO shangbao_migrations (version, description, success, checksum, execution_time)
VALUES ({version}, '{description}', TRUE, decode('{checksum}', 'hex'), 0);
