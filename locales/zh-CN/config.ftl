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
config-name-letters = {"["}{ $table }]：名称只能由字母、数字、_ 和 - 组成
config-empty = `{ $key }` 为空
config-bounds = `{ $key }` 必须在 { $least } 到 { $most } 之间
config-zero-duration = `{ $key }` 必须大于零
config-no-zone = 没有时区 `{ $name }`

# jobs.toml：密码和密钥
config-secret-twice = 同时写了 `{ $key }` 和 `{ $file }`
config-secret-empty = `{ $key }` 指定的文件是空的
config-secret-unread = `{ $key }` 指定的文件无法读取：{ $error }

# jobs.toml：数据源
config-address = { $table }：`{ $key }`：{ $reason }
config-address-kind = { $table } 既没有 `url`，也没有 `kind`
config-address-no-kind = 没有类型为 `{ $kind }` 的数据库
config-address-other = { $table }：`url` 与 `kind` 指的不是同一种数据库
config-address-twice = { $table }：`{ $part }` 在 `url` 中也有，或在其中没有位置
config-address-twice-hint = 只写一处：写在 `url` 中，或写在它旁边
config-source-url-hint = 请写 postgres://用户:密码@主机/数据库、mysql://.. 或 sqlite://文件
config-writer-login = { $table }：`{ $part }` 不能这样写：它与 `writer_user` 一起使用，不能同时写 `writer_url`，并且 `url` 须指向数据库服务器
config-writer-login-hint = 为 `url` 的服务器和数据库写 `writer_user` 和 `writer_password`（或 `writer_password_file`），或只写 `writer_url`
config-writer-elsewhere = {"["}sources.{ $name }]：`writer_url` 必须与 `url` 指向同一个数据库
config-strip-alone = 有 `strip` 就必须有 `root`
config-charset-unknown = 不认识这个 `charset`

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
config-app-state-damaged = 未发送任何内容；请停止服务，用最新的备份替换该文件，再将每个任务回退到备份之前：shangbao rewind JOB --to TIME --reason ".."
config-app-state-lost = 不再发送任何内容；请将另存的文件移回原处，或放入最新的备份并将每个任务回退到备份之前（shangbao rewind JOB --to TIME --reason ".."），然后重新启动服务
config-app-several = 任务 `{ $job }` 对应多个平台
config-app-several-hint = 请指明一个：`{ $one }` 或 `{ $other }`
config-app-blocked = 请更正文件并运行 `shangbao check`；任务 `{ $job }` 未启动
config-app-jobs = 任务：{ $names }
config-app-no-job = 没有任务 `{ $job }`
config-app-unknown-host = 未知主机

# schedule.rs
config-cron-fields = 它既不是五个字段，也不是六个字段
config-cron-never = 这样的时刻永远不会到来

# src/document
config-not-a-table = { $table } 应为表，而不是{ $kind }
config-lacks = { $table }：缺少 `{ $option }`
config-unknown-option = { $table }：未知选项 `{ $option }`
config-must-be = { $table }：`{ $option }` 应为{ $wanted }，而不是{ $kind }
config-kind-text = 文本
config-kind-integer = 整数
config-kind-float = 数字
config-kind-bool = true 或 false
config-kind-date = 日期
config-kind-list = 列表
config-kind-table = 表
config-kind-texts = 文本或文本列表
config-unreadable = 无法读取：{ $error }
config-not-utf8 = 第 { $line } 行不是 UTF-8
config-save-utf8 = 请把文件存为 UTF-8（Windows 上许多编辑器存成 GBK）
config-not-toml = 不是 TOML：{ $error }
config-did-you-mean = 是否指 `{ $name }`？
config-known = 可用的有：{ $names }
config-either = { $one } 或 { $other }
config-problems = { $file } 有 { $count } 个问题
config-no-duration = `{ $text }` 不是时长；写法如 500ms、30s、10m、2h、90d
config-no-size = `{ $text }` 不是大小；写法如 2MiB、200KiB、500KB、4096

# src/schema
config-schema-jobs-title = shangbao 的配置
config-schema-timezone = 平台以及不带时区的时间所用的时区：Asia/Shanghai。
config-schema-mappings = 映射文件所在的文件夹。
config-schema-state = 状态存放的位置。
config-schema-keep = 已了结的内容保留多久；不写则全部保留。
config-schema-web = 状态页面。
config-schema-listen = 地址和端口，或 off。
config-schema-span = 时长：500ms、30s、5m、2h。
config-schema-bytes = 字节数：200KiB、2MiB。
config-schema-source = 现场的一个数据库。
config-schema-source-url = postgres://用户:密码@主机/数据库、mysql://..、sqlite://文件
config-schema-address = 没有 url 时，数据库地址的各部分：kind、host、port、database、user、password。
config-schema-writer-user = 可以更新标志的账号，使用 url 的服务器和数据库。
config-schema-writer-url = 可以更新标志的账号。
config-schema-files = 列中指明的照片和附件在哪里。
config-schema-platform = 主管部门平台上的一个账号。
config-schema-bind = 从本机哪个地址发出。
config-schema-job-mapping = mappings/ 下的文件，不写 .toml。
config-schema-schedule = cron：分 时 日 月 星期；六段时首段为秒。
config-schema-wake = PostgreSQL 通道，收到通知即唤醒任务。
config-schema-begin = 首次运行从哪里开始：all、now 或某一天。
config-schema-mapping-title = shangbao 的映射
config-schema-target = 上报什么；`shangbao fields` 列出全部目标。
config-schema-requires = false：不等待平台要求先有的其他目标的记录。
config-schema-changes = 在哪里发现变化。
config-schema-fields = 目标的字段，以及各自从哪里来。
config-schema-kind = log：只增不改；updated：有最后修改时间；flag：有尚未上报的标志；scan：比较全部行。
config-schema-table = 表，照 SQL 语句中的写法：name、schema.name，必要时加引号。
config-schema-where = SQL 条件；由 shangbao 加上括号。
config-schema-expand = 变化的键与记录的键不同时，由前者（:keys）查出后者的查询。
config-schema-stream-schedule = 比任务更少读取的流的 cron 时刻。
config-schema-cursor = log：递增的编号；updated：最后修改时间。
config-schema-txid = PostgreSQL：写入事务的列（xid8）。
config-schema-at = 变化时间的列。
config-schema-lookback = 往回重读多久，如 "10m"。
config-schema-unit = 时间存为 1970 年以来的数字时的单位。
config-schema-keys = 列出全部键的查询。
config-schema-rows = 怎样按 :keys 读取行；不写则读第一个流所在表的整行。
config-schema-rows-sql = 一条 SELECT，含 .. IN (:keys)。
config-schema-rows-file = SELECT 所在的文件，与映射文件同目录。
config-schema-gone = 已上报的记录，其行不在了。
config-schema-row = SQL 结果的一行；没写的列为 NULL。
config-schema-expect = 若干字段，以及它们应当变成什么。
config-schema-reject = 应当拒绝这一行的字段。
config-schema-column = 结果中的列。
config-schema-join = 各列之间的连接文字。
config-schema-template = 嵌入文本的列：{"{"}start:%Y-%m-%d{"}"}。
config-schema-value = 每条记录都相同。
config-schema-param = 平台 params 中的一个。
config-schema-default = NULL 变成什么。
config-schema-codes = 值，以及它们变成什么。
config-schema-otherwise = codes 未列出的值变成什么。
config-schema-parse = 时间的写法：%Y/%m/%d %H:%M:%S，或 s、ms。
config-schema-split = 列表各部分的分隔符；有多个时写成列表。
config-schema-with = 另一个坐标的列。
config-schema-fact = 平台对另一条记录的答复。
config-schema-of = 那条记录的目标。
config-schema-band = 写在照片下方的时间所在的列。
config-schema-field = { $title }；必填：{ $need }；{ $kind }
