-- When an account's next paced upload may start, by this database's clock (ms).
CREATE TABLE shangbao_pace (
    account VARCHAR(500) NOT NULL PRIMARY KEY,
    next_at BIGINT NOT NULL
);
