-- What the server does that streams depend on: whether it shows its writers, how far apart it draws ids, whether it
-- forgets at a restart which ids it drew, whether a reader holds up writers.
SELECT
  CONCAT(@@GLOBAL.read_only, '') NOT IN ('0', 'OFF') /*M!100000 OR EXISTS (
    SELECT 1 FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'SLAVES_RUNNING' AND VARIABLE_VALUE <> '0'
  ) */ AS standby,
  0 /*M!100100 + (
    SELECT COUNT(*) FROM information_schema.GLOBAL_VARIABLES WHERE VARIABLE_NAME = 'WSREP_ON' AND VARIABLE_VALUE = 'ON'
  ) */ AS cluster,
  @@GLOBAL.auto_increment_increment AS step,
  LEFT(VERSION(), 4) IN ('5.0.', '5.1.', '5.5.', '5.6.', '5.7.') OR LEFT(VERSION(), 5) IN ('10.0.', '10.1.') AS forgets,
  0 AS blocks
