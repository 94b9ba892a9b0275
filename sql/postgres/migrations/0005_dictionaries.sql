-- What the platforms of accounts say of themselves. Times are milliseconds since 1970-01-01 UTC.

-- A dictionary of an account: a JSON list of its entries.
CREATE TABLE shangbao_dictionary (
    account    VARCHAR(500) NOT NULL,
    name       VARCHAR(100) NOT NULL,
    fetched_at BIGINT NOT NULL,
    entries    TEXT NOT NULL,
    PRIMARY KEY (account, name)
);

-- How far the clock of an account's platform was ahead of ours, when we last heard of it.
CREATE TABLE shangbao_clock (
    account VARCHAR(500) NOT NULL PRIMARY KEY,
    ahead_s BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
