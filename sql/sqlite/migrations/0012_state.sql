-- Times are milliseconds since 1970-01-01 UTC.

--   span_ms   how long it was granted for: one that ends later than that from now was written before the clock was put back
ALTER TABLE shangbao_lease ADD COLUMN span_ms BIGINT NOT NULL DEFAULT 0;

--   doubted   1: a person set it back, and it was not read to its end since: what is known of the keys that it brings is not trusted
ALTER TABLE shangbao_stream ADD COLUMN doubted BIGINT NOT NULL DEFAULT 0;

-- Changes whose key breaks the stream's `expand`, so that nobody knows which records they belong to.
--   id       a hash of route, stream and key
--   due_at   when it is asked again
CREATE TABLE shangbao_unexpanded (
    id          VARCHAR(100) NOT NULL PRIMARY KEY,
    route       BIGINT NOT NULL,
    stream      VARCHAR(300) NOT NULL,
    changed_key VARCHAR(700) NOT NULL,
    message     VARCHAR(2000) NOT NULL,
    attempts    BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    since       BIGINT NOT NULL
);

CREATE INDEX shangbao_unexpanded_due ON shangbao_unexpanded (route, due_at);

-- Until now such a change stood among the deliveries, under a key made of the stream, ` -> ? of ` and its own key.
INSERT INTO shangbao_unexpanded (id, route, stream, changed_key, message, attempts, due_at, since)
SELECT 'old ' || d.route || ' ' || ROW_NUMBER() OVER (ORDER BY d.route, d.record_key), d.route, substr(d.record_key, 1, instr(d.record_key, ' -> ? of ') - 1), substr(d.record_key, instr(d.record_key, ' -> ? of ') + 9), COALESCE(d.message, ''), d.attempts, 0, d.since
FROM shangbao_delivery AS d
WHERE instr(d.record_key, ' -> ? of ') > 1;

DELETE FROM shangbao_delivery
WHERE instr(record_key, ' -> ? of ') > 1;

-- Hosts on which the program works: when each last showed by its own clock, and when and by how much that was put back.
CREATE TABLE shangbao_host (
    host        VARCHAR(300) NOT NULL PRIMARY KEY,
    seen_at     BIGINT NOT NULL,
    set_back_at BIGINT,
    set_back_ms BIGINT
);
