-- Until when records that were not sent may be sent, for platforms that take nothing older than their window (ms).
CREATE TABLE shangbao_deadline (
    route      BIGINT NOT NULL,
    record_key VARCHAR(700) NOT NULL,
    closes_at  BIGINT NOT NULL,
    PRIMARY KEY (route, record_key)
);

CREATE INDEX shangbao_deadline_closes ON shangbao_deadline (closes_at);
