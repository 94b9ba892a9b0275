# config

# jobs.toml：cwr
config-version-not-text = `api_version` 必须是文本，例如 "1.1"
config-version-table = 或写成表：{"{"} RegisterEmployee = "1.1", .. {"}"}
config-no-function = `api_version`：没有函数 `{ $function }`
config-function-version-not-text = `api_version`：版本必须是文本，例如 "1.1"

# jobs.toml：任务
config-platform-twice = `platform` 中同一平台出现了两次
config-platform-none = `platform` 没有指定平台
config-no-source = 没有数据源 `{ $name }`
config-no-platform = 没有平台 `{ $name }`
config-add-table = 请添加 [{ $table }.{ $name }]
config-schedule-and-every = 同时写了 `schedule` 和 `every`
config-keep-one = 只保留其中一个
config-schedule-fields = 五个字段：分 时 日 月 星期，例如 "0 2 * * *"；或六个字段，秒在最前
config-wake-not-postgres = `wake` 只能用于 PostgreSQL 数据源
config-wake-instead = 请改用 `every = "1s"`
config-wake-name = `wake` 必须是通道名，由字母、数字和 _ 组成
config-begin = `begin` 必须是 "all"、"now" 或某一天，例如 "2026-03-01"
config-batch-bytes = `bytes` 不得小于 4096
config-retry-most = `most` 比 `first` 短

# jobs.toml：keep
config-keep-table = [state] 的 `keep`
config-keep-least = [state] 的 `keep`：`{ $key }` 不得短于 { $days }d

# jobs.toml：平台
config-no-kind = 没有 `{ $kind }` 这种平台
config-known-kinds = 可用：{ $names }
config-url = `url` 必须是以 http:// 或 https:// 开头的地址
config-bind = `bind` 必须是本机的地址，例如 10.1.2.3
config-param = 参数 `{ $name }` 必须是文本或整数，而不是{ $kind }
config-param-keys = 参数不得命名为 `keys`：`:keys` 代表记录的键

# jobs.toml：总体
config-job-blocked = 它在配置中的表有问题
config-source-blocked = 它的数据源 `{ $name }` 有问题
config-platform-blocked = 它的平台 `{ $name }` 有问题
config-whole = 配置
config-title = 配置 `{ $path }`
config-state-url = {"["}state]：`url` 指定的不是可存放状态的数据库
config-state-url-hint = 请写 sqlite://文件、postgres://.. 或 mysql://..
config-name-letters = {"["}{ $table }]：名称只能由字母、数字、_ 和 - 组成
config-empty = `{ $key }` 为空
config-bounds = `{ $key }` 必须在 { $least } 到 { $most } 之间
config-no-duration = `{ $key }` 必须大于零
config-no-zone = 没有时区 `{ $name }`

# jobs.toml：密码和密钥
config-secret-twice = 同时写了 `{ $key }` 和 `{ $file }`
config-secret-empty = `{ $key }`：`{ $path }` 是空的
config-secret-unread = `{ $key }`：无法读取 `{ $path }`：{ $error }

# jobs.toml：数据源
config-source-url = {"["}sources.{ $name }]：`url` 指定的不是可读取的数据库
config-source-url-hint = 请写 postgres://用户:密码@主机/数据库、mysql://.. 或 sqlite://文件
config-writer-elsewhere = {"["}sources.{ $name }]：`writer_url` 必须与 `url` 指向同一个数据库
config-strip-alone = 有 `strip` 就必须有 `root`
config-charset-unknown = 不认识这个 `charset`
config-charset-known = 可用：utf8、gbk
config-charset-mysql = `charset` 只用于 MySQL 和 MariaDB
config-charset-postgres = PostgreSQL 自会说明文本的编码；SQL_ASCII 的数据库请写 convert_from(CAST(c AS bytea), 'GBK')
config-charset-sqlite = SQLite 文件中的文本是 UTF-8；请更正向其中写入 GBK 的应用程序

# jobs.toml：web
config-web-open = {"["}web]：其他主机可以访问 { $address }，但没有 `token`；状态页面未启动
config-web-open-hint = 请写 `token` 或 `token_file`（16 个字符以上，例如用 `openssl rand -hex 16` 生成），或改为监听 127.0.0.1
config-web-token = {"["}web]：令牌少于 16 个字符
config-web-token-hint = 可用 `openssl rand -hex 16` 生成
config-web-listen = {"["}web]：`listen` 不是带端口的地址：`{ $text }`
config-web-listen-hint = 例如 "127.0.0.1:8700"，或 "off"

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
