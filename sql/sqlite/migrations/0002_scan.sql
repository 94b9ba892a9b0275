-- scanned       the round of a scan that met the key last; or, of a key that no scan ever met, the first round that missed it
ALTER TABLE shangbao_delivery ADD COLUMN scanned BIGINT;
