-- The clock of a host was put back.
-- Binds: now, by how much, host.
UPDATE shangbao_host
SET set_back_at = ?1, set_back_ms = ?2
WHERE host = ?3
