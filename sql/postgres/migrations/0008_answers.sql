-- All that happened to a record. Times are milliseconds since 1970-01-01 UTC.

-- What people decided (by_user is not empty), and what happened: changed (subject: the stream), and what became of it
-- (subject: the field to blame; detail: the reason).
--   request   the upload that it came of
--   next_at   when it is tried again
ALTER TABLE shangbao_history ADD COLUMN request BIGINT;

ALTER TABLE shangbao_history ADD COLUMN code VARCHAR(200);

ALTER TABLE shangbao_history ADD COLUMN next_at BIGINT;

CREATE INDEX shangbao_history_at ON shangbao_history (at, what);

-- When and in which stream a key was first seen.
ALTER TABLE shangbao_delivery ADD COLUMN first_at BIGINT;

ALTER TABLE shangbao_delivery ADD COLUMN first_in VARCHAR(300);

-- Uploads: a row a request.
--   named      1: only record_keys says which records it carried: no answer is known, or they were sent again in parts
--   body       SHA-256 of what was sent
--   reference  what the platform's operators can look it up by
CREATE TABLE shangbao_request (
    id          BIGINT NOT NULL PRIMARY KEY,
    route       BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    records     BIGINT NOT NULL,
    named       BIGINT NOT NULL,
    record_keys TEXT,
    body        VARCHAR(100),
    reference   VARCHAR(200),
    answered_at BIGINT,
    code        VARCHAR(200),
    message     VARCHAR(2000)
);

CREATE INDEX shangbao_request_named ON shangbao_request (route, named);

CREATE INDEX shangbao_request_at ON shangbao_request (at);
