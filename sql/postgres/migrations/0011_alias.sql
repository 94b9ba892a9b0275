-- By what other name other records call one: a company by its social credit code. The hash of it, salted as `record` is.
--   above    the other name of the record that it names as the one above it
CREATE TABLE shangbao_alias (
    route      BIGINT NOT NULL,
    record_key VARCHAR(700) COLLATE "C" NOT NULL,
    alias      VARCHAR(100) NOT NULL,
    above      VARCHAR(100),
    PRIMARY KEY (route, record_key)
);

CREATE INDEX shangbao_alias_alias ON shangbao_alias (alias);
