# --help 的文字：名称由 help-、子命令和参数组成。

# 整个命令
help-about = 向主管部门上报现场数据：企业的特殊作业票和工地的实名制数据，取自现场已有的数据库
help-help = 显示帮助
help-version = 显示版本
help-config = 配置文件
help-log-format = 日志行的格式（写到标准错误）
help-lang = 回答和错误信息的语言；不指定时取自系统区域设置

# run
help-run = 常驻服务：到点执行每个任务；加 --once 则跑一遍，直到没有待办
help-run-once = 把任务跑一遍，直到没有待办；不加则为常驻服务：每个任务到点执行，直到收到 SIGTERM 或 Ctrl-C
help-run-jobs = 只运行这些任务
help-run-limit = 每个任务最多处理这么多条记录
help-run-json = 以 JSON 打印运行报告
help-run-all-streams = 同时读取按自身 `schedule` 尚未到时间的变更流

# backfill
help-backfill = 重新核对一段范围的记录，与平台已有内容不同的才发送
help-backfill-job = 任务
help-backfill-from = 从此时间起变更的内容（数据源的时区），依据日志的 `at` 列或 `updated` 的游标
help-backfill-to = 到此时间之前
help-backfill-keys = 这些键的记录
help-backfill-all = 任务各变更流的表中的全部内容
help-backfill-dry-run = 只统计键数并显示几个；不发送任何内容，不留下任何记录
help-backfill-resend = 平台已有相同内容的也重新发送
help-backfill-rate = 每秒最多这么多条记录
help-backfill-json = 以 JSON 打印报告
# backup
help-backup = 将状态的副本写入文件，服务可继续运行
help-backup-file = 目标文件；不得已存在

# check
help-check = 检查配置、映射及其示例、真实数据库里的列和平台登录
help-check-jobs = 只检查这些任务
help-check-offline = 只检查不需要连接的内容：配置、映射、示例
help-check-json = 以 JSON 打印检查结果

# preview
help-preview = 显示若干记录将要发送的确切内容，但不发送
help-preview-job = 任务
help-preview-keys = 这些键；不写则取任务第一个变更流的前几个
help-preview-limit = 最多这么多条记录
help-preview-examples = 用映射的示例代替数据行
help-preview-json = 以 JSON 打印结果

# status
help-status = 显示每个任务进行到哪里
help-status-account = 每个账号每个接口已送达多少条，供联调验收：每个接口五条
help-status-csv = 与 --account 同用：输出 CSV，供电子表格使用
help-status-json = 以 JSON 打印状态

# failures
help-failures = 列出没有送达的记录及原因
help-failures-jobs = 只看这些任务
help-failures-waiting = 也列出会自动重试的记录
help-failures-each = 逐条列出记录，而不是按原因汇总
help-failures-json = 以 JSON 打印列表

# history
help-history = 显示一条记录的全部经过
help-history-job = 任务
help-history-key = 现场数据库中的键；多列的键写成 JSON 列表：'["7","2"]'
help-history-record = 平台所用的标识：作业票的 id，或工人的 `project/id_code`
help-history-json = 以 JSON 打印

# audit
help-audit = 显示某段时间内变更过的每个键及其结果
help-audit-job = 任务
help-audit-from = 从此时间起变更的内容（数据源的时区）
help-audit-to = 到此时间之前
help-audit-csv = 把每个键写入此文件，附时间、状态、上传编号、代码和原因
help-audit-json = 以 JSON 打印合计与未送达的键

# retry
help-retry = 重新读取、映射、发送记录
help-retry-job = 任务
help-retry-keys = 这些键，不论其状态
help-retry-all = 全部失败的键
help-retry-resend = 平台已有相同内容的也重新发送
help-retry-dry-run = 只说明有多少条会重新发送，以及失败的原因

# dismiss
help-dismiss = 由人决定记录不必发送
help-dismiss-job = 任务
help-dismiss-keys = 这些键
help-dismiss-reason = 为什么不必发送

# forget
help-forget = 由人决定记录视为从未送达
help-forget-job = 任务
help-forget-keys = 这些键
help-forget-reason = 为什么视为从未送达

# account
help-account = 账号换了地址或密钥后继续上报
help-account-move = 账号只换了地址或密钥时，沿用已送达的记录
help-account-move-old = 原来的账号：`status --json` 显示的标识，或平台名称
help-account-move-new = jobs.toml 中现在的账号：平台名称，或账号标识
help-account-move-reason = 为什么两者是同一账号

# pause
help-pause = 暂停平台或任务
help-pause-name = 平台或任务，用配置中的名称
help-pause-reason = 原因

# resume
help-resume = 恢复已暂停的平台或任务
help-resume-name = 平台或任务，用配置中的名称
help-resume-reason = 原因

# rewind
help-rewind = 从某个 id 或时间起重新读取变更流
help-rewind-job = 任务
help-rewind-stream = 变更流，用 `status` 中的名称；任务只有一个时可不写
help-rewind-to = 重新读取此 id 之后的内容，或从此时间起变更的内容（数据源的时区），或全部
help-rewind-reason = 原因

# skip-gap
help-skip-gap = 不再等待变更日志中缺失的 id
help-skip-gap-job = 任务
help-skip-gap-stream = 变更流，用 `status` 中的名称；任务只有一个时可不写
help-skip-gap-id = 正在等待的一个 id；与它相连的所有缺失 id 一并放弃
help-skip-gap-reason = 原因

# fields
help-fields = 目标的字段：必填、代码、格式
help-fields-target = 目标，例如 hazchem.work_ticket；不写则列出全部接口
help-fields-json = 以 JSON 打印

# new
help-new = 按一张表起草映射
help-new-target = 目标，例如 hazchem.work_ticket；`shangbao fields` 可列出全部
help-new-source = 表所在的数据源（jobs.toml 中的名称）
help-new-table = 表或视图，写成名称或 schema.名称
help-new-output = 把映射写入这个新文件，而不是终端

# dictionaries
help-dictionaries = 实名制平台的数据字典
help-dictionaries-platform = kind 为 cwr 的平台；不写则为全部
help-dictionaries-refresh = 不论已有多旧，现在重新获取
help-dictionaries-json = 以 JSON 打印

# sign
help-sign = 逐步说明对实名制平台的一次调用如何签名
help-sign-platform = kind 为 cwr 的平台
help-sign-function = 函数，例如 RegisterEmployee
help-sign-body = 存放请求体的文件，- 表示标准输入；不写则为 {"{"}{"}"}
help-sign-timestamp = 调用的时间，例如 "2016-06-10 09:05:03"；不写则为现在
help-sign-json = 以 JSON 打印各步骤

# init
help-init = 建立状态表，或打印建表语句
help-init-print = 打印语句交给 DBA 执行，不做任何更改

# changes
help-changes = 打印变更日志表及其触发器的语句，交给 DBA 执行
help-changes-table = 要记录变更的表，写成表名或 schema.表名
help-changes-dialect = 数据库所用的 SQL 方言
help-changes-key = 表的键列，顺序与映射的键相同
help-changes-log = 写入变更的表，除非写明 schema，否则与 TABLE 在一处；多张表可以共用
help-changes-notify = 每次变更时通知此通道（PostgreSQL）
help-changes-keep = 日志行保留多久，以天或小时计

# schema
help-schema = 打印 jobs.toml 或映射文件的 JSON Schema，供编辑器使用
help-schema-file = 文件的种类

# completions
help-completions = 打印 shell 自动补全命令和选项所需的脚本
help-completions-shell = 所用的 shell

# sandbox
help-sandbox = 两个平台的替身，用于试验
help-sandbox-listen = 监听地址
help-sandbox-username = 数字危化平台：接受的用户名
help-sandbox-password = 数字危化平台：接受的密码
help-sandbox-api-key = 实名制平台（CWR）：接受的 api_key
help-sandbox-api-secret = 实名制平台（CWR）：对应的 api_secret
help-sandbox-client-serial = 实名制平台（CWR）：对应的 client_serial
help-sandbox-projects = 实名制平台（CWR）：已知的项目
help-sandbox-faults = 要演练的故障，例如 "http-500:3, reject-id:DH-7=原因"；--help 列出全部
help-sandbox-seed = 答复的措辞和形式：0 为文档所示，其他数字各为另一种选择
help-sandbox-lenient = 实名制平台（CWR）：各接口都接受 api_version 1.1，并以同类平台更细的代码（24、25、29 至 32）拒绝调用
help-sandbox-answer-only = 数字危化平台：不检查也不保留任何内容，立即答复成功

# demo
help-demo = 从零开始的示例现场、替身平台和全部任务
help-demo-keep = 把示例现场及其配置和映射保留在此文件夹，作为可以照抄的例子
help-demo-serve = 让替身平台一直运行，直到按下 Ctrl-C
