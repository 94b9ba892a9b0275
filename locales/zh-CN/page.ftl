# 页面上的中文文字。每种语言的文件中名称相同。

# 每页的框架
languages = 语言
to-status = ← 状态
cancel = 取消
reason = 原因
reason-hint = 原因会与时间和您的地址一起记入历史。请勿填写个人信息。

# 代替页面的提示
refused-title = 未能完成
no-such-page = 没有这个页面、任务或平台。
no-record-named = 没有指明记录，未做任何操作。
not-our-form = 表单已过期或来自别处，未做任何操作。请返回并刷新页面后重试。
ledger-silent = 状态数据库没有响应，无法显示：{ $error }

# 令牌
login-title = 登录
login-token = 令牌
login-hint = 即 jobs.toml 中 [web] 的 `token`。
login-button = 登录
login-wrong = 令牌不正确。

# 一切正常吗？
home-title = 状态
all-well = 一切正常：所有任务都在运行，没有失败的记录。
all-well-waiting = 一切正常：没有失败的记录，{ $count } 条待发送。
not-well = 有问题需要处理：{ $parts }。
between-parts = ，
part-unwritten = 状态无法写入
part-blocked = { $count } 个任务未启动
part-platforms-paused = { $count } 个平台已暂停
part-jobs-paused = { $count } 个任务已暂停
part-stopped = { $count } 个任务因错误中止
part-late = { $count } 个任务未按时运行
part-near = { $count } 条记录即将超过平台时限
part-failed = { $count } 条记录失败
as-of = 截至北京时间 { $time }，本页自动刷新。

# 任务与平台
jobs = 任务
platforms = 平台
last-day = 最近 24 小时
plot-sentence = 最近 24 小时：已送达 { $delivered }，失败 { $failed }。
plot-hour = { $hour }：已送达 { $delivered }，失败 { $failed }
blocked = 未启动的任务
blocked-hint = 请运行 `shangbao check`，它会指出问题所在的文件和行。
near = 15 分钟内将超时
closes = { $time } 前
delivered = 已送达
waiting = 待发送
failed = 失败
mood-well = 正常
mood-paused = 已暂停
mood-stopped = 已中止
mood-late = 未按时
mood-failing = 有失败
paused-for = 已暂停：{ $reason }
stopped-by = 上次运行中止：{ $error }
last-run = 上次运行：{ $ago }
never-ran = 尚未运行
backfill-running = 补报 { $range }：{ $passed } / { $total }
backfill-interrupted = 补报 { $range }：已中断于 { $passed } / { $total }，再次执行同一命令即可继续
lag = { $age }前已读到最新
queue = { $count } 个附件排队等待上传，
queue-end = 最后一个将于 { $time } 发出。
clock-off = 平台时钟比本机快 { $seconds } 秒，请校准本机时钟。

# 操作
pause-ask = 暂停…
pause-named = 暂停 { $name }
pause-title = 暂停
pause-about = 在恢复之前不会发送任何内容。记录保持待发送状态，不会丢失。
pause-button = 暂停
resume-named = 恢复 { $name }
resume-title = 恢复
resume-about = 一两秒内即恢复发送。
resume-button = 恢复
dismiss-ask = 忽略…
dismiss-named = 忽略 { $name }
dismiss-title = 忽略一条记录
dismiss-about = 该记录不再发送，也不再列为失败。其数据行以后变化时会重新发送。
dismiss-button = 忽略
retry-button = 重试
retry-named = 重试 { $name }
retry-all = 重试全部失败记录
retry-hint = 重试会重新读取数据行并重新映射：请先更正数据或映射文件。
done-retry = 已重新列入待发送，下一轮即发送。
done-dismiss = 已忽略。
done-pause = 已暂停。
done-resume = 已恢复。
done-nothing = 没有需要处理的内容。

# 失败
failures-title = 失败记录
failures-of = { $job } 的失败记录
failures-ask = 查看失败
failures-named = { $name } 的失败记录
nothing-failed = 没有失败的记录。
by-reason = 按原因
all-failed = 全部 { $count }
records = 记录
next-page = 下一页
since = { $ago }
next-try = 将于 { $time } 再试

# 单条记录
record-title = 记录
record-of = { $job } 的记录
outlook-unknown = 该任务从未见过这个主键，或已不再保留其信息。请按现场数据库中的写法填写；重试会到那里读取。
outlook-waiting = 将在 { $time } 起的第一轮发送。
outlook-delivered = 平台已有该记录。内容变化时会再次发送。
outlook-rejected = 请更正数据或映射文件。数据行变化后会自动发送；修改映射后请重试。
outlook-expired = 已无法再发送。原因清楚后请注明并忽略。
outlook-held = 它所依赖的记录送达平台后即发送。
outlook-held-until = 将于 { $time } 起再试。
outlook-gone = 已送达，但数据行已不存在。请在平台上更正后忽略。
outlook-gone-fine = 数据行已不存在，属正常情况。
outlook-dismissed = 数据行变化或重试时发送。
outlook-overwritten = 另一个键以同一条记录送达，平台上是它的内容。请只让一行数据对应该记录，或将其忽略。
state-since = 自 { $time } 起
tries = 已失败 { $count } 次
events = 经过
event-seen = 首次发现
event-changed = 有变化
event-sent = 已发送
event-delivered = 已送达
event-unchanged = 内容未变，不发送
event-ignored = 无数据行，略过
event-gone = 数据已删除
event-overwritten = 被覆盖
event-rejected = 被拒绝
event-expired = 已超时
event-held = 暂缓
event-again = 将再试
event-retry = 人工重试
event-resend = 人工重发
event-dismiss = 人工忽略
event-forget = 人工清除
request-records = 请求中共 { $count } 条记录
answered = 答复于 { $time }
unanswered = 答复未知
search = 查找记录
search-job = 任务
search-key = 主键或记录
search-hint = 现场数据库中的主键；或平台所用的标识，例如作业票编号，或人员的“项目编号/证件号码”。
search-nothing = 该任务没有这个主键，也没有任何请求包含过这样的记录。它可能在发送前就已失败：请查看失败记录。
search-button = 查找
state-waiting = 待发送
state-delivered = 已送达
state-rejected = 被拒绝
state-expired = 已超时
state-held = 暂缓
state-gone = 数据已删除
state-dismissed = 已忽略
state-overwritten = 已被覆盖
state-unexpanded = 归属不明

# 时间
ago = { $age }前
age-seconds = { $count } 秒
age-minutes = { $count } 分钟
age-hours = { $count } 小时
age-days = { $count } 天

# 给工具和外人的提示
unknown-name = 本页只能以 127.0.0.1 和 localhost 这两个名称访问；要用其他名称，请在 [web] 中设置 `token`
too-many-guesses = 此地址提交的错误令牌过多，请在 { $seconds } 秒后再试。
token-needed = 需要令牌：Authorization: Bearer TOKEN
not-ready = 状态数据库没有响应
