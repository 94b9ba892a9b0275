-- Backfills that have not ended: a range of a route's records, looked at once more.
--   span        the range, as it is typed
--   resend      1: also what the platform has already
--   position    how far it is, as JSON
--   passed      how many keys lie behind it
--   holder      the process that goes on with it, or did last; seen_at is when it last showed
--   stopped     1: that process ended it before it was done
CREATE TABLE shangbao_backfill (
    id         BIGINT AUTO_INCREMENT PRIMARY KEY,
    route      BIGINT NOT NULL,
    span       MEDIUMTEXT NOT NULL,
    resend     BIGINT NOT NULL,
    position   MEDIUMTEXT NOT NULL,
    passed     BIGINT NOT NULL,
    total      BIGINT,
    started_at BIGINT NOT NULL,
    by_user    VARCHAR(200) NOT NULL,
    by_host    VARCHAR(300) NOT NULL,
    holder     VARCHAR(500) NOT NULL,
    seen_at    BIGINT NOT NULL,
    stopped    BIGINT NOT NULL
) ENGINE = InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE INDEX shangbao_backfill_route ON shangbao_backfill (route);

-- The backfill that took the key in last to send it though the platform had it.
ALTER TABLE shangbao_delivery ADD COLUMN resent BIGINT;

--   brief     1: held for a moment by a backfill
--   wanted_ms until then somebody waits for it whom a backfill lets pass
ALTER TABLE shangbao_lease ADD COLUMN brief BIGINT NOT NULL DEFAULT 0;

ALTER TABLE shangbao_lease ADD COLUMN wanted_ms BIGINT NOT NULL DEFAULT 0;
