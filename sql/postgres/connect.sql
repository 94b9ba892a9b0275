-- The clearing of a digest must outlast a crash of the server, whatever the server's default is.
SET synchronous_commit = on;
-- Keys are looked up one by one, and are in memory: they were taken in just before.
SET random_page_cost = 1;
-- A plan made while a table was small would go on reading all of it when it is large (PostgreSQL 12 and later can be told).
SELECT set_config(name, 'force_custom_plan', FALSE) FROM pg_settings WHERE name = 'plan_cache_mode'
