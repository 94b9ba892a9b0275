# config

# 由配置组成任务
config-app-nothing-started = 请更正文件并运行 `shangbao check`；未启动任何任务，未发送任何内容
config-app-platform = 平台 `{ $name }`：{ $error }
config-app-source = 数据源 `{ $name }`：{ $error }
config-app-unusable = 其数据源或平台无法使用
config-app-same-flag = 任务 `{ $job }` 与 `{ $rival }` 回写同一个标志，会互相遮住对方的行；请给其中一个单独的标志，或各自用 `where` 限定自己的行
config-app-rival = 任务 `{ $rival }` 回写同一个标志
config-app-mapping = 其映射文件有问题
config-app-state = 请检查 jobs.toml 中 [state] 的 `url`；未读取也未发送任何内容
config-app-several = 任务 `{ $job }` 对应多个平台
config-app-several-hint = 请指明一个：`{ $one }` 或 `{ $other }`
config-app-blocked = 请更正文件并运行 `shangbao check`；任务 `{ $job }` 未启动
config-app-jobs = 任务：{ $names }
config-app-no-job = 没有任务 `{ $job }`
config-app-unknown-host = 未知主机

# schedule.rs
config-cron-fields = 它既不是五个字段，也不是六个字段
config-cron-never = 这样的时刻永远不会到来
