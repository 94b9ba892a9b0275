# cli

# check
cli-check-job = 任务 { $job } -> { $target }
cli-check-platform = 平台 { $platform }
cli-check-state = 状态
cli-check-mark-fine = 正常
cli-check-mark-note = 注意
cli-check-mark-wrong = 错误
cli-check-mark-unreachable = 无应答
cli-check-failed = { $what }：{ $error }
cli-check-problems = 错误：{ $problems }
cli-check-blocked = 提示：任务 `{ $job }` 未启动：{ $reason }；请更正文件后再次运行 `shangbao check`
cli-check-example-fails = 示例 `{ $example }`：{ $reason }
cli-check-compiles = 映射可用；通过的示例：{ $count } 个
cli-check-constant = 每条记录的 `{ $field }` 都是 { $value }
cli-check-example-column = 示例 `{ $example }` 中的列 `{ $column }`，SQL 没有返回
cli-check-columns = SQL 返回 { $count } 列，用到的列都在其中
cli-check-sql = 映射的 SQL
cli-check-state-works = 状态数据库正常
cli-check-never-ran = 任务 { $job } 从未在 { $account } 运行过：开始时没有任何已送达的记录
cli-check-login = 登录成功
cli-check-clock-off = 它的时钟比本机快 { $seconds } 秒：调用使用平台的时间；请校准本机时钟
cli-check-clock = 它的时钟比本机快 { $seconds } 秒
cli-check-clock-unknown = 它的答复没有日期：时差未知
cli-check-unknown-code = 任务 { $job }：`{ $field }`：{ $dictionary } 中没有代码 { $code }；请查看 `shangbao dictionaries { $platform }`
cli-check-source = 数据源
cli-check-stream = 变化流 `{ $stream }`
cli-check-concern = { $what }；{ $remedy }
cli-check-stream-concern = 变化流 `{ $stream }`：{ $what }；{ $remedy }
cli-check-first-run = 变化流 `{ $stream }` 可以读取；首次运行会读入 { $count } 个变化
cli-check-first-run-more = 变化流 `{ $stream }` 可以读取；首次运行会读入至少 { $count } 个变化
cli-check-flag-kept = 变化流 `{ $stream }`：不回写它的标志，因为数据源没有 `writer_url`：待报的行仍为待报，每次都会查看，内容不同才再次发送
cli-check-flag-written = 变化流 `{ $stream }`：可以回写它的标志
cli-check-flag-refused = 变化流 `{ $stream }`：无法通过 `writer_url` 回写它的标志
cli-check-untried = 映射没有在任何行上试过：{ $reason }
cli-check-no-row = 没有可以用来试映射的行
cli-check-none-refused = 最先的 { $tried } 条记录都不会被拒绝
cli-check-some-refused = 最先的 { $tried } 条记录中有 { $refused } 条会被拒绝；`shangbao preview { $job } --limit { $tried }` 会逐条列出
cli-check-ignored = 最先的 { $tried } 个键中有 { $ignored } 个，SQL 没有返回行：会被略过
cli-check-mark-refused = 会被拒绝
cli-check-mark-warning = 值得一看
cli-check-reason = { $mark }，{ $tried } 条中有 { $count } 条：`{ $field }`：{ $message }
cli-check-more-reasons = { $mark }：另有 { $count } 种原因
cli-check-window-once = 平台只在 `{ $field }` 之后 { $minutes } 分钟内接收记录，而任务既没有 `schedule` 也没有 `every`：只有 `shangbao run --once` 会发送它的记录
cli-check-window-woken = 平台只在 `{ $field }` 之后 { $minutes } 分钟内接收记录，而任务既没有 `schedule` 也没有 `every`：只有被唤醒或 `shangbao run --once` 才会发送它的记录
cli-check-window-rests = 平台只在 `{ $field }` 之后 { $minutes } 分钟内接收记录，但任务从 { $from } 起有 { $rest } 分钟不运行：其间较早发生的会超时而发不出去；请让它至少每 { $most } 分钟运行一次，如 `every = "1m"`
cli-check-window-rests-unwoken = 平台只在 `{ $field }` 之后 { $minutes } 分钟内接收记录，但若不被唤醒，任务从 { $from } 起有 { $rest } 分钟不运行：其间较早发生的会超时而发不出去；请让它至少每 { $most } 分钟运行一次，如 `every = "1m"`
