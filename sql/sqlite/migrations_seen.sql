SELECT version, checksum
FROM shangbao_migrations
WHERE success = TRUE
ORDER BY version
