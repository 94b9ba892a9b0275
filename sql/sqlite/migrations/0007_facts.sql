-- What ties records to each other within an account.
--   record    salted hash of target and identity, as of the last request; NULL for a target without ties
--   facts     of the record that the platform has: a JSON object of texts
--   undone    1: since the last request another record undid this one, so its content is not known to be at the platform
--   again_at  when a held key is tried again by itself
--   needed    the record that a held key waits for
ALTER TABLE shangbao_delivery ADD COLUMN record VARCHAR(100);

ALTER TABLE shangbao_delivery ADD COLUMN facts VARCHAR(2000);

ALTER TABLE shangbao_delivery ADD COLUMN undone BIGINT NOT NULL DEFAULT 0;

ALTER TABLE shangbao_delivery ADD COLUMN again_at BIGINT;

ALTER TABLE shangbao_delivery ADD COLUMN needed VARCHAR(100);

CREATE INDEX shangbao_delivery_record ON shangbao_delivery (record) WHERE record IS NOT NULL;

CREATE INDEX shangbao_delivery_needed ON shangbao_delivery (needed) WHERE needed IS NOT NULL;

-- The one salt of this ledger's hashes, drawn when it was first opened.
CREATE TABLE shangbao_salt (
    id   BIGINT NOT NULL PRIMARY KEY,
    salt VARCHAR(100) NOT NULL
);
