# config

# schedule.rs
config-cron-fields = 它既不是五个字段，也不是六个字段
config-cron-never = 这样的时刻永远不会到来
