-- Nobody else than `log_watch` names.
SELECT '' WHERE FALSE
