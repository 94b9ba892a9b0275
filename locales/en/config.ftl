# config

# schedule.rs
config-cron-fields = it has neither five nor six fields
config-cron-never = such a time never comes
