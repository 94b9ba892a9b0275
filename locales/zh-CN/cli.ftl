# 命令的文字

# 错误与提示
cli-error = 错误：{ $message }
cli-hint = 提示：{ $hint }
cli-did-you-mean = 您是否要用 `{ $near }`？
cli-check-state = 请检查 jobs.toml 中 [state] 的 `url`
cli-check-state-nothing-sent = 请检查 jobs.toml 中 [state] 的 `url`；未发送任何内容
cli-check-state-nothing-changed = 请检查 jobs.toml 中 [state] 的 `url`；未做任何更改
cli-check-state-nothing-decided = 请检查 jobs.toml 中 [state] 的 `url`；未做任何决定
cli-of-job = 任务 `{ $job }`：{ $message }
cli-no-json = 结果无法写成 JSON：{ $error }
cli-no-json-hint = 请去掉 --json 再试
cli-time-unread = 请写日期或时间，例如 "2026-03-01 08:00"

# 表格的列
cli-column-job = 任务
cli-column-platform = 平台
cli-column-target = 目标
cli-column-key = 键
cli-column-keys = 键
cli-column-state = 状态
cli-column-code = 代码
cli-column-since = 起始时间
cli-column-reason = 原因
cli-column-records = 记录数
cli-column-changed = 变更时间
cli-column-time = 时间
cli-column-what = 经过
cli-column-name = 名称
cli-column-title = 名称
cli-column-described-in = 文档位置
cli-column-field = 字段
cli-column-meaning = 含义
cli-column-required = 必填
cli-column-holds = 内容
cli-column-seen = 已处理
cli-column-delivered = 已送达
cli-column-unchanged = 未变
cli-column-ignored = 略过
cli-column-rejected = 被拒绝
cli-column-expired = 已超时
cli-column-held = 暂缓
cli-column-gone = 数据已删除
cli-column-dismissed = 已忽略
cli-column-waiting = 待发送
cli-column-requests = 请求数
cli-column-ms = 毫秒
cli-column-last-run = 上次运行
cli-column-stream = 变更流
cli-column-read-up-to = 已读到
cli-column-missing = 还缺
cli-column-upload = 上传编号
cli-column-record = 记录
cli-column-at = 时间

# 表格中的状态与经过
cli-state-waiting = 待发送
cli-state-delivered = 已送达
cli-state-rejected = 被拒绝
cli-state-expired = 已超时
cli-state-held = 暂缓
cli-state-gone = 数据已删除
cli-state-dismissed = 已忽略
cli-state-overwritten = 已被覆盖
cli-state-unexpanded = 归属不明
cli-state-ignored = 略过
cli-state-unread = 未读取
cli-state-unknown = 未知
cli-state-running = 进行中
cli-state-interrupted = 已中断

# account
cli-account-no-platform = jobs.toml 中没有平台 `{ $name }`
cli-account-no-platform-hint = 请先在其中修改地址或密钥，再指明平台：{ $names }
cli-account-different = `{ $old }` 与 `{ $new }` 是不同的账号
cli-account-different-hint = 只有地址或密钥可以不同：一个账号已有的内容从未发送给另一个账号；未做任何更改
cli-account-moved = { $jobs } 个任务将在 `{ $new }` 上从 `{ $old }` 的进度继续
cli-account-leased = 任务 `{ $job }` 正在运行：租约由 { $holder } 持有，至 { $until }
cli-account-leased-hint = 未做任何更改；请停止服务或等运行结束后再试
cli-account-occupied = 任务 `{ $job }` 在 `{ $new }` 已有记录
cli-account-occupied-hint = 未做任何更改；`{ $old }` 已有的内容保持独立，`{ $new }` 会自动收到全部内容
cli-account-never-ran = 没有任务在 `{ $old }` 运行过
cli-account-known = 有送达记录的账号：{ $names }

# audit
cli-audit-range = `--from` 不早于 `--to`
cli-audit-range-hint = --to 是最后时刻之后的时间：一天结束于下一天开始之时
cli-audit-more = 另有 { $count } 个：用 --csv FILE 可得到全部
cli-audit-sums = { $job }：{ $keys } 个键 = 已送达 { $delivered } + 略过 { $ignored } + 待发送 { $waiting } + 被拒绝 { $rejected } + 已超时 { $expired } + 暂缓 { $held } + 数据已删除 { $gone } + 已忽略 { $dismissed } + 已被覆盖 { $overwritten } + 归属不明 { $unexpanded } + 未读取 { $unread } + 未知 { $unknown }
cli-audit-timeless = 变更流 { $stream } 没有行的变更时间：只在其中出现过的变更不在此列表中
cli-audit-unread = 未读取：在任务上次运行之后变更；请运行任务后再查：shangbao run --once { $job }
cli-audit-unknown = 未知：从未读入（任务开始得更晚），或已按 [state] 的 `keep` 清除；如需发送：shangbao retry { $job } --key KEY
cli-audit-no-times-hint = 请在映射文件中用日志的 `at` 指明变更时间所在的列；全部未送达的记录见 `shangbao failures { $job }`，单个键见 `shangbao history { $job } KEY`
cli-audit-source-hint = 请检查变更流能否读取：shangbao check
cli-audit-unwritten = 无法写入 `{ $path }`：{ $error }
cli-audit-unwritten-hint = 请用 --csv 指定其他文件；未做任何更改

# backfill
cli-backfill-go-on = 从中断处继续：shangbao backfill { $job } { $range }
cli-backfill-survey = { $job }：{ $keys } 个键，其中 { $new } 个从未见过；未发送任何内容，未留下任何记录
cli-backfill-samples = 例如 { $keys }
cli-backfill-left-out = 变更流 `{ $stream }` 没有行的变更时间：不予核对
cli-backfill-keys-unread = 无法读取 --keys 中的键
cli-backfill-keys-lists = 任务 `{ $job }` 的键由 { $columns } 列组成；请写成 --keys '["1","2"],["1","3"]'
cli-backfill-keys-plain = 请写成 --keys a,b
cli-backfill-impossible-hint = 未发送任何内容；用法见 shangbao backfill --help
cli-backfill-failed-hint = 未发送任何内容；请检查变更流能否读取：shangbao check
# backup
cli-backup-there = 文件 `{ $file }` 已存在
cli-backup-there-hint = 未写入任何内容；请换一个文件名
cli-backup-failed-hint = 未写入 `{ $file }`；其目录必须存在，且当前用户可以写入
cli-backup-done = 状态已备份到 { $file }
cli-backup-server = 状态存放在数据库服务器中
cli-backup-server-hint = 请在数据库中备份：对 shangbao_* 各表使用 pg_dump、mariadb-dump 或 mysqldump

# changes
cli-changes-own-log = TABLE 就是变更日志表本身
cli-changes-own-log-hint = 请用 --log 指定其他表；未打印任何语句
cli-changes-notify = --notify 仅用于 PostgreSQL
cli-changes-notify-hint = 请去掉此选项；任务在下次轮询时会看到变更；未打印任何语句
cli-changes-no-schema = { $what } `{ $text }`：SQLite 的触发器不支持 schema
cli-changes-no-schema-hint = 请只写表名：{ $name }；未打印任何语句
cli-changes-no-name = { $what } `{ $name }` 不是普通名称
cli-changes-no-name-hint = 名称只能有字母、数字和 _；其他名称请先用普通名称代替，再在打印的语句中换成带引号的真实名称；未打印任何语句
cli-changes-long-name = { $what } `{ $name }` 过长，无法据此生成其他名称：超过 { $most } 字节
cli-changes-long-name-hint = 请先用较短的名称代替，再在打印的语句中换成真实名称；未打印任何语句
cli-changes-keep = --keep：{ $message }
cli-changes-keep-hours = --keep `{ $text }` 不是整数小时
cli-changes-keep-hint = 请以天或小时书写：--keep 30d、--keep 36h；未打印任何语句

# retry、dismiss、forget
cli-retry-dry = 未做任何决定：去掉 --dry-run 后它们将重新待发送
cli-retry-done = { $count } 条记录已重新列入待发送；下次运行即发送，或立即执行：shangbao run --once { $job }
cli-dismiss-done = 已忽略 { $count } 条记录；其数据行以后变化时会重新列入待发送
cli-forget-done = 已清除 { $count } 条记录：视为从未送达。仍有数据行的将在下次运行时重新发送，或立即执行：shangbao run --once { $job }
cli-unknown-user = 未知用户

# demo
cli-demo-begins = SQLite 中的一个示例化工企业和一个示例工地，以及位于 { $url } 的两个平台的替身。
cli-demo-first-run = 第一次运行：一切都是新的。
cli-demo-not-delivered = 以下没有送达，各有各的原因；不会为了通过而编造任何内容：
cli-demo-changes =
    随后，化工企业有五张作业票办结，一行数据原样保存，做了一次气体检测，改正了一行错误数据，
    一条报警解除，一条报警产生；工地补全了一个单位的资料，改正了一个工种，
    两名工人和一个单位离场。第二次运行：只发送有变化的记录，以及等待它们的记录。
cli-demo-not-empty = { $folder } 不为空；未写入任何文件
cli-demo-not-empty-hint = 请用 --keep DIR 指定一个新文件夹
cli-demo-no-folder = 临时文件夹：{ $error }
cli-demo-no-files = { $folder }：{ $error }
cli-demo-no-port = 替身平台的端口：{ $error }
cli-demo-no-database = 示例数据库：{ $error }
cli-demo-no-state = 状态数据库：{ $error }
cli-demo-failed-hint = 请用 --keep DIR 换一个文件夹
cli-demo-hazchem-holds = 数字危化平台现有 { $permits } 张作业票、{ $files } 个附件、{ $gas } 条气体报警和 { $departures } 条离岗报警；
cli-demo-cwr-holds = 实名分账平台现有 { $companies } 个单位、{ $workers } 名在场工人和 { $passages } 条通行记录。
cli-demo-kept = 文件保留在 { $folder }。继续操作：
cli-demo-other-terminal = （在另一个终端中）
cli-demo-serves = 替身平台保持在 { $url }，直到按下 Ctrl-C。

# dictionaries
cli-dictionaries-missing = `{ $platform }` 的 { $dictionary }：{ $reason }
cli-dictionaries-missing-hint = 请运行 `shangbao check`；已保存的字典保持不变
cli-dictionaries-no-platform = 没有 kind 为 cwr 的平台 `{ $name }`
cli-dictionaries-none = jobs.toml 中没有：请添加 [platforms.NAME]，其中 kind = "cwr"
cli-dictionaries-known = 现有：{ $names }
cli-dictionaries-fetched = { $platform }：{ $dictionary }（{ $title }），获取于 { $time }
cli-dictionaries-default = 默认
cli-dictionaries-note = 注意：{ $note }

# failures
cli-failures-none = 没有失败的记录
cli-failures-gone = 数据行已不存在，而平台上有或可能有这条记录
cli-failures-next = 原因排除后：shangbao retry JOB --key KEY   （或 --all）；一条记录的全部经过：shangbao history JOB KEY

# fields
cli-fields-no-target = 没有目标 `{ $name }`
cli-fields-no-target-hint = 运行 `shangbao fields` 查看列表
cli-fields-heading = { $target }（{ $title }），{ $section }
cli-fields-identity = 同一条记录：{ $fields } 相同
cli-fields-by = 其中，按 { $other } 分：
cli-fields-clears = { $field }：{ $other } 也有值时才视为销警；只有其一时照样发送
cli-fields-after = 在 { $target } 的待发送记录之后发送
cli-fields-fact = { $name }：取自已送达的内容
cli-fields-fact-fixed = { $name }：取自已送达的内容；不得改变
cli-fields-fact-of-reply = { $name }：取自平台的答复，供其他映射的 `fact` 使用
cli-fields-fact-of-reply-fixed = { $name }：取自平台的答复，供其他映射的 `fact` 使用；不得改变
cli-fields-starts = { $field }：到达此时间之前暂缓
cli-fields-window = { $field }：早于平台时限时为 `expired`（已超时）
cli-fields-pace = 每个账号每 { $seconds } 秒上传一个
cli-fields-waits = 等待 { $fields } 相同的 { $target }
cli-fields-waits-fact = 等待 { $fields } 相同、且送达时 { $fact } 为 { $values } 的 { $target }
cli-fields-waits-when = 当 { $when } 为 { $ones } 时，等待 { $fields } 相同的 { $target }
cli-fields-waits-fact-when = 当 { $when } 为 { $ones } 时，等待 { $fields } 相同、且送达时 { $fact } 为 { $values } 的 { $target }
cli-fields-waits-named = 在 { $field } 所指的 { $target } 之后发送（如有任务发送后者）
cli-fields-or = {" "}或{" "}

# history
cli-history-no-record-name = `{ $record }` 不是 { $target } 的记录标识
cli-history-no-record-name-hint = 请写成 { $form }
cli-history-no-record = 任务 `{ $job }` 的任何请求都没有包含过 { $target } 的记录 `{ $record }`
cli-history-no-record-hint = 它可能在发送前就已失败：请用 `shangbao failures { $job }` 查找它的键，或按键查询：shangbao history { $job } KEY
cli-history-no-key = 任务 `{ $job }` 从未见过键 `{ $key }`
cli-history-no-key-hint = 键是 `[rows] key` 的值。`shangbao preview { $job } --key KEY` 显示它是否有数据行，`shangbao retry { $job } --key KEY` 将其发送
cli-history-now = 现在：{ $outlook }
cli-history-stream = 见于 { $stream }
cli-history-records = 请求中共 { $count } 条记录
cli-history-answered = 答复于 { $at }
cli-history-unanswered = 答复未知
cli-history-field = 字段 { $field }
cli-history-next = 将于 { $at } 再试
cli-history-by = 由 { $user } 在 { $host } 操作
cli-history-body = 请求体 { $hash }

# 记录的经过
cli-event-seen = 首次发现
cli-event-changed = 有变化
cli-event-sent = 已发送
cli-event-delivered = 已送达
cli-event-unchanged = 内容未变，不发送
cli-event-ignored = 无数据行，略过
cli-event-gone = 数据已删除
cli-event-rejected = 被拒绝
cli-event-expired = 已超时
cli-event-held = 暂缓
cli-event-again = 将再试
cli-event-retry = 人工重试
cli-event-resend = 人工重发
cli-event-dismiss = 人工忽略
cli-event-forget = 人工清除
cli-event-overwritten = 被覆盖

# 记录的现状
cli-outlook-because = { $since }（{ $code }：{ $message }）
cli-outlook-unexpanded = 自 { $since } 起无法得知该变更属于哪条记录：{ $message }；若无意义，可执行：shangbao dismiss { $job } "{ $key }" --reason "..."
cli-outlook-unknown = （已）没有信息：它没有数据行且从未送达，或送达已久，已按 [state] 的 `keep` 清除；变化时会重新读入
cli-outlook-delivered = 自 { $since } 起已送达：内容变化时会再次发送
cli-outlook-delivered-by = 自 { $since } 起已送达，上传编号 { $upload }：内容变化时会再次发送
cli-outlook-held-until = 自 { $since } 起暂缓：将于 { $at } 起再试
cli-outlook-held = 自 { $since } 起暂缓：所依赖的记录送达后即发送
cli-outlook-gone-fine = 数据行自 { $since } 起已不存在，属正常情况
cli-outlook-gone = 数据行自 { $since } 起已不存在：它已送达；请在平台上更正后执行：shangbao dismiss { $job } --key '{ $key }' --reason ".."
cli-outlook-rejected = 自 { $since } 起被拒绝：数据行变化后会自动发送；否则请排除原因后执行：shangbao retry { $job } --key '{ $key }'
cli-outlook-expired = 自 { $since } 起已超时：已无法再发送；shangbao dismiss { $job } --key '{ $key }' --reason ".."
cli-outlook-dismissed = 自 { $since } 起已忽略：数据行变化时发送，或执行：shangbao retry { $job } --key '{ $key }'
cli-outlook-overwritten = 自 { $since } 起已被覆盖；请只让一行数据对应该记录，或执行：shangbao dismiss { $job } --key '{ $key }' --reason ".."
cli-outlook-waiting = 自 { $since } 起待发送
cli-outlook-waiting-until = 自 { $since } 起待发送：由 { $due } 起的第一次运行发送
cli-outlook-in-flight = 自 { $since } 起待发送：由 { $due } 起的第一次运行发送，届时未结束的请求必定已失效

# init
cli-init-done = 状态表已存在且为最新

# new
cli-new-closed = 没有未定之处
cli-new-open = 未定：{ $fields }
cli-new-drafted = 找到 { $all } 个字段中的 { $found } 个，均为猜测；{ $open }
cli-new-drafted-hint = 请逐行核对，在 { $config } 的任务中填写此文件，再运行 `shangbao check`；未发送任何内容
cli-new-no-source = 没有可用的数据源 `{ $name }`
cli-new-no-source-hint = 请在 { $config } 中添加 [sources.{ $name }]，再运行 `shangbao check`
cli-new-no-table-name = `{ $table }` 不是表名
cli-new-no-table-name-hint = 请按 SQL 语句中的写法：表名或 schema.表名，数据库需要时加引号
cli-new-source-failed = 数据源 `{ $name }`：{ $error }
cli-new-source-failed-hint = 请检查它的 `url` 和账号的读取权限；未写入任何文件
cli-new-no-table = 数据源 `{ $name }` 中，此账号看不到表 `{ $table }`
cli-new-no-table-hint = 请检查表名和 schema，并执行 GRANT SELECT 授权；未写入任何文件
cli-new-unwritten = 未写入 `{ $path }`：{ $error }
cli-new-unwritten-hint = 请指定尚不存在的文件，其所在文件夹须已存在

# pause、resume
cli-pauses-paused = 已暂停；记录保持待发送状态。恢复：shangbao resume { $name } --reason ".."
cli-pauses-resumed = 下次运行时恢复，或立即执行：shangbao run --once
cli-pauses-not-paused = `{ $name }` 没有暂停
cli-pauses-known = 平台和任务：{ $names }
cli-pauses-no-name = 没有平台或任务 `{ $name }`

# preview
cli-preview-failed-hint = 请运行 `shangbao check`；未发送任何内容，未留下任何记录
cli-preview-refused = 键 { $key }：被拒绝：{ $message }
cli-preview-rejected = 键 { $key }：被拒绝：{ $field }：{ $message }
cli-preview-note = 键 { $key }：注意：{ $field }：{ $message }
cli-preview-no-row = 键 { $key }：SQL 没有返回它的数据行
cli-preview-nothing = 没有可显示的记录
cli-preview-not-read = （未读取）
cli-preview-photo = { $beginning }...（{ $size } 字节）

# 补报的进度
cli-progress-passed = { $job }：已处理 { $passed }，{ $pace }
cli-progress-passed-of = { $job }：已处理 { $passed } / { $total }，{ $pace }
cli-progress-pace = 每秒 { $rate }
cli-progress-pace-left = 每秒 { $rate }，还需 { $left }

# rewind、skip-gap
cli-rewind-done = 变更流 { $stream }：{ $done }；重新读取的记录一律重新发送，不论已知平台上有什么内容。下次运行时继续，或立即执行：shangbao run --once { $job }
cli-rewind-gap-done = 变更流 { $stream }：{ $done }；这些 id 的行即使以后出现，也不再读取
cli-rewind-streams = 任务的变更流：{ $names }
cli-rewind-several = 任务 `{ $job }` 有多个变更流；请用 --stream 指定一个
cli-rewind-no-stream = 任务 `{ $job }` 没有变更流 `{ $name }`
cli-rewind-place-unread = 请写 id、时间（例如 "2026-03-01 08:00"）或 start
cli-rewind-impossible-hint = 见 `shangbao status`；未做任何更改
cli-rewind-leased-hint = 未做任何更改；请等运行结束，或先让服务停下：shangbao pause { $job } --reason ".."，之后再 `resume`
cli-rewind-source-hint = 未做任何更改；请检查变更流能否读取：shangbao check

# run
cli-run-no-job = 没有可以启动的任务
cli-run-no-job-hint = 请运行 `shangbao check`；服务未启动
cli-run-blocked-hint = 请更正文件并运行 `shangbao check`；任务 `{ $job }` 未启动，未发送其任何内容
cli-run-paused = { $job }：已暂停：{ $reason }
cli-run-skipped = { $job }：已跳过：{ $reason }
cli-run-stopped =
    { $job }：已中止：{ $error }
    {"  "}没有丢失任何内容：未发送的等待下次运行
cli-run-failed = { $job }：有记录没有送达；请查看：shangbao failures { $job }
cli-run-stopping = 正在停止：先等已发出的请求有结果；再按一次立即停止

# sandbox
cli-sandbox-no-port = 无法监听 { $address }：{ $error }
cli-sandbox-no-port-hint = 请用 --listen 127.0.0.1:0 指定其他地址
cli-sandbox-listens = 两个平台（hazchem 和 CWR）的替身正在监听 { $url }
cli-sandbox-shows = 已收到的记录：{ $url }/_sandbox/records   收到的请求：{ $url }/_sandbox/requests
cli-sandbox-faults = 故障：
cli-sandbox-forms = { $name } 可以是：
cli-sandbox-scripts =
    故障之后可写（顺序不限）：
    {"  "}x3 或 always                 最先遇到的几次请求，或全部
    {"  "}@ENDPOINT                    workTicket、gasAlarm、departureAlarm、ticketFile、login，
    {"  "}                             CWR 的函数（例如 RegisterEmployee），或 any；
    {"  "}                             不写则为它适用的所有上传
    {"  "}p=0.1                        只以此概率发生
    {"  "}seed=7                       单独一项：换一组随机数
    ID 是作业票或报警的 id、工人的 id_code、单位的 SUID，
    或通行记录的 PERSON_ID PASSED_TIME。

# sign
cli-sign-parameters = 1. 参数按名称升序；值为原文，尚未 URL 编码：
cli-sign-body = {"   "}请求体按发送的字节原样签名：{ $bytes } 字节
cli-sign-line-break = {"   "}它以换行结尾，换行也参与签名
cli-sign-joined = 2. 名称与值依次拼接，两端加密钥（***）：
cli-sign-cut = {"     "}（请求体在此截断；--json 显示全文）
cli-sign-digest = 3. 将两处 *** 换成密钥，对其 UTF-8 字节取 MD5，写成大写十六进制：
cli-sign-by-hand = {"     "}手工验证：将两处 *** 换成 `api_secret`，然后 printf %s '该字符串' | md5sum
cli-sign-call = 4. 调用，值经 URL 编码；在时间戳之后 6 分钟内有效：
cli-sign-no-time = `{ $text }` 不是调用所用的时间格式
cli-sign-time-hint = 请写成 2016-06-10 09:05:03：北京时间，24 小时制
cli-sign-unread = 无法读取 `{ $path }`：{ $error }
cli-sign-unread-hint = 请用 --body 指定文件，或通过管道传给 --body -
cli-sign-near = 您是否要用 `{ $near }`？函数名区分大小写
cli-sign-functions = 函数：{ $names }
cli-sign-no-function = 没有函数 `{ $name }`

# status
cli-status-blocked = 任务 `{ $job }` 未启动：{ $reason }；请运行 `shangbao check`
cli-status-never = 从未
cli-status-stopped = { $job }：上次运行中止：{ $error }
cli-status-overwritten = { $job }：有 { $count } 个键被对应同一条记录的其他键覆盖，平台上每条记录只有一份；`shangbao failures { $job }` 会列出这些键
cli-status-paused = { $job }：已暂停：{ $reason }
cli-status-queue = 平台 { $platform }：{ $count } 个附件排队等待上传；最后一个将于 { $end } 发出
cli-status-platform-paused = 平台 { $platform }：已暂停：{ $reason }
cli-status-clock = 平台 { $platform }：平台时钟比本机快 { $seconds } 秒：请校准本机时钟
cli-status-backfill = { $job }：补报 { $range }：{ $state }，已处理 { $passed }，由 { $by } 于 { $started } 开始，最近活动于 { $seen }
cli-status-backfill-of = { $job }：补报 { $range }：{ $state }，已处理 { $passed } / { $total }，由 { $by } 于 { $started } 开始，最近活动于 { $seen }
cli-status-unexpanded = { $job }：{ $count } 个变更无法得知所属记录：shangbao failures { $job }
cli-status-gap = { $job }：变更流 { $stream }：{ $gap }
cli-status-more-gaps = { $job }：变更流 { $stream }：另有 { $count } 处缺失
cli-status-no-job = 无任务
cli-status-unnamed = { $job }：无法给出记录的标识：{ $error }

# --help 文字之外的部分
cli-help-usage = 用法：
cli-help-commands = 命令：
cli-help-arguments = 参数：
cli-help-options = 选项：
cli-help-default = {" "}[默认：{ $value }]
cli-help-values = {" "}[可选值：{ $values }]

# 无法识别的命令行
cli-usage-unknown-argument = 无法识别的参数 '{ $argument }'
cli-usage-unknown-command = 没有子命令 '{ $command }'
cli-usage-invalid = '{ $argument }' 的值 '{ $value }' 无效
cli-usage-invalid-because = '{ $argument }' 的值 '{ $value }' 无效：{ $reason }
cli-usage-not-whole = 请写整数
cli-usage-too-large = 数值过大
cli-usage-too-small = 数值过小
cli-usage-not-address = 请写带端口的地址，例如 127.0.0.1:8701
cli-usage-no-value = '{ $argument }' 缺少值
cli-usage-surplus = '{ $argument }' 不应再有值 '{ $value }'
cli-usage-missing = 缺少必需的参数：
cli-usage-twice = 参数 '{ $argument }' 不能重复使用
cli-usage-conflict = 参数 '{ $argument }' 不能与 '{ $other }' 同时使用
cli-usage-conflicts = 参数 '{ $argument }' 不能与以下参数同时使用：
cli-usage-not-utf8 = 参数中有无效的 UTF-8
cli-usage-values = {"["}可选值：{ $values }]
cli-usage-tip = 提示：{ $tip }
cli-usage-similar-argument = 相近的参数：{ $names }
cli-usage-similar-command = 相近的子命令：{ $names }
cli-usage-similar-commands = 相近的子命令：{ $names }
cli-usage-similar-value = 相近的值：{ $names }
cli-usage-as-value = 如果 '{ $value }' 是一个值，请写成 '-- { $value }'
cli-usage-exists = 有 '{ $command }'
cli-usage-more = 详细用法请见 '--help'。

# check
cli-check-title-job = 任务 { $job } -> { $target }
cli-check-title-platform = 平台 { $platform }
cli-check-title-source = 数据源 { $source }
cli-check-title-state = 状态数据库
cli-check-mark-fine = 正常
cli-check-mark-note = 注意
cli-check-mark-wrong = 错误
cli-check-mark-stops = 中止
cli-check-mark-unreachable = 不可用
cli-check-failed = { $what }：{ $error }
cli-check-blocked = 任务 `{ $job }` 未启动：{ $reason }；请更正文件后再次运行 `shangbao check`
cli-check-example-fails = 示例 `{ $example }`：{ $reason }
cli-check-compiles = 映射可用；通过的示例：{ $count } 个
cli-check-never-clears = 映射了 `{ $field }` 而未映射 `{ $other }`：两者都有值平台才视为销警，所以没有一条报警能销警
cli-check-constant = 每条记录的 `{ $field }` 都是 { $value }
cli-check-example-column = 示例 `{ $example }` 中的列 `{ $column }`，SQL 没有返回
cli-check-columns = SQL 返回 { $count } 列，用到的列都在其中
cli-check-sql = 映射的 SQL
cli-check-state-mended = 其他账号原来可以读取 { $path }（权限 { $mode }），现已改为仅其所有者可读写
cli-check-state-open = 其他账号可以读取 { $path }（权限 { $mode }），而本账号无权更改：请其所有者执行 chmod 600
cli-check-state-folder = 其他账号可以在文件夹 { $path }（权限 { $mode }）中写入，因而能替换状态文件：请对它执行 chmod go-w
cli-check-state-works = 状态数据库正常
cli-check-never-ran = 任务 { $job } 从未在 { $account } 运行过：开始时没有任何已送达的记录
cli-check-login = 登录成功
cli-check-clock-off = 它的时钟比本机快 { $seconds } 秒：调用使用平台的时间；请校准本机时钟
cli-check-clock = 它的时钟比本机快 { $seconds } 秒
cli-check-clock-unknown = 它的答复没有日期：时差未知
cli-check-skipped = { $dictionary }：{ $note }
cli-check-other-version = { $function } 的版本 "{ $set }" 被拒绝，版本 "{ $answered }" 得到答复，现用后者：请设置 `api_version = {"{"} { $function } = "{ $answered }" {"}"}`
cli-check-unknown-code = 任务 { $job }：`{ $field }`：{ $dictionary } 中没有代码 { $code }；请查看 `shangbao dictionaries { $platform }`
cli-check-source = 数据源
cli-check-stream = 变更流 `{ $stream }`
cli-check-concern = { $what }；{ $remedy }
cli-check-stream-concern = 变更流 `{ $stream }`：{ $what }；{ $remedy }
cli-check-first-run = 变更流 `{ $stream }` 可以读取；首次运行会读入 { $count } 个变化
cli-check-first-run-more = 变更流 `{ $stream }` 可以读取；首次运行会读入至少 { $count } 个变化
cli-check-flag-kept = 变更流 `{ $stream }`：不回写它的标志，因为数据源没有 `writer_url`：待报的行仍为待报，每次都会查看，内容不同才再次发送
cli-check-flag-written = 变更流 `{ $stream }`：可以回写它的标志
cli-check-flag-refused = 变更流 `{ $stream }`：无法通过 `writer_url` 回写它的标志
cli-check-no-row = 没有可以用来试映射的行
cli-check-none-refused = 最先的 { $tried } 条记录都不会被拒绝
cli-check-some-refused = 最先的 { $tried } 条记录中有 { $refused } 条会被拒绝；`shangbao preview { $job } --limit { $tried }` 会逐条列出
cli-check-ignored = 最先的 { $tried } 个键中有 { $ignored } 个，SQL 没有返回行：会被略过
cli-check-one-record = 键 { $keys } 的 `{ $fields }` 相同，对应同一条记录：在平台上，最后发送的一条会覆盖其他各条
cli-check-more-records = 另有 { $count } 条记录各对应多个键
cli-check-mark-refused = 会被拒绝
cli-check-mark-warning = 值得一看
cli-check-reason = { $mark }，{ $tried } 条中有 { $count } 条：`{ $field }`：{ $message }
cli-check-reason-alone = { $mark }，{ $tried } 条中有 { $count } 条：{ $message }
cli-check-more-reasons = { $mark }：另有 { $count } 种原因
cli-check-window-once = 平台只在 `{ $field }` 之后 { $minutes } 分钟内接收记录，而任务既没有 `schedule` 也没有 `every`：只有 `shangbao run --once` 会发送它的记录
cli-check-window-woken = 平台只在 `{ $field }` 之后 { $minutes } 分钟内接收记录，而任务既没有 `schedule` 也没有 `every`：只有被唤醒或 `shangbao run --once` 才会发送它的记录
cli-check-window-rests = 平台只在 `{ $field }` 之后 { $minutes } 分钟内接收记录，但任务从 { $from } 起有 { $rest } 分钟不运行：其间较早发生的会超时而发不出去；请让它至少每 { $most } 分钟运行一次，如 `every = "1m"`
cli-check-window-rests-unwoken = 平台只在 `{ $field }` 之后 { $minutes } 分钟内接收记录，但若不被唤醒，任务从 { $from } 起有 { $rest } 分钟不运行：其间较早发生的会超时而发不出去；请让它至少每 { $most } 分钟运行一次，如 `every = "1m"`
