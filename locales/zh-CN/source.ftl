# source

# error.rs
source-of = 数据源 `{ $source }`：{ $reason }
source-busy = 数据源 `{ $source }`：它的 { $connections } 个连接全部被占用了 { $seconds } 秒；请查找慢语句，或调大 `max_connections`
source-too-slow = 数据源 `{ $source }`：有语句在 { $seconds } 秒内没有结束；请检查是否缺少索引，或调大 `statement_timeout`
source-too-many = SQL 返回了超过 { $rows } 行（查询的键有 { $keys } 个）：是否缺少连接条件？
source-too-large = SQL 返回的内容超过 { $mebibytes } MiB（查询的键有 { $keys } 个）：请去掉映射没有用到的列
source-unencrypted = 服务器提供 TLS，但握手失败（{ $error }）：由于没有要求加密，连接未加密；如果必须加密，请升级服务器（见 OPERATING.zh-CN.md 的“数据库服务器”）
source-no-notifications = 服务器前面是事务模式的连接池，不转发通知：带 `wake` 的任务按 `schedule` 或 `every` 运行；请让 `url` 直接指向服务器
source-unreadable = 列 `{ $column }` 的类型 { $type } 无法读取；请在映射的 SQL 中把它转换为文本

# mod.rs
source-url = 数据源 `{ $source }`：它的 url 无法使用：{ $reason }

# charset.rs
source-charset-statement = 语句含有 ASCII 以外的字符，在设置了 `charset` 的数据源中无法比较；请写出文本的字节，如 CAST(x'C9F3C5FA' AS CHAR)，或交给 `codes` 处理
source-charset-key = 键含有 ASCII 以外的字符，在设置了 `charset` 的数据源中无法查找

# row.rs
source-boolean = 布尔值
source-number = 数字
source-text = 文本
source-bytes = 二进制数据
source-list = 数组
source-day = 日期
source-time-of-day = 一天中的时刻
source-time = 时间

# position.rs
source-round = 第 { $round } 轮
source-round-behind = 第 { $round } 轮，{ $keys } 之后

# statement.rs
source-unknown-name = SQL 中的 `:{ $name }` 既不是 `:keys`，也不是平台的参数；请在 `params` 中给出它的值
source-key-parts = 有一个键不是由映射所写的 { $count } 列组成的

# writer.rs
source-no-flag = 变更流 `{ $stream }` 没有标志
source-flag-key-shared = 数据库把它的键也当作另一行的键
source-flag-writes-others = 回写它的标志会连带改写另一行的标志

# mysql/
source-mysql-url = 请写成 mysql://user@host:port/database
source-mysql-no-value = 位置、键或标志的值不符合其列的类型 { $type }
source-mysql-warnings = 语句的警告多于服务器所保留的

# postgres/
source-postgres-url = 请写成 postgres://user@host:port/database
source-postgres-no-value = 键、标志或参数的值不符合与之比较的类型 { $type }
source-postgres-unwritable = 键或参数要与类型 { $type } 比较，却无法写成该类型；请在映射的 SQL 中把该列转换为文本
source-numeric-short = 不完整的 numeric 值
source-numeric-sign = 符号未知的 numeric 值
source-bits-short = 缺少长度的位串
source-array-short = 数组比它声明的短

# sqlite/
source-sqlite-url = 请写成 sqlite:// 加路径

# walk/
source-of-stream = 变更流 `{ $stream }`：{ $reason }
source-no-clock = 无法读取数据库的时钟
source-begin-time-only = 它按最后修改时间读取，没有 id；请给出时间
source-begin-no-time = 它不能从某个时间开始，因为没有说明变化发生的时间；请用 `at` 指明该时间的列，或从 "all" 或 "now" 开始
source-begin-all-only = 它只能从 "all" 开始，因为没有说明行是何时写入的；请用 `where` 排除较早的行
source-position-other-kind = 它的读取位置是另一种变更流留下的；请运行 `shangbao rewind`
source-position-txid = 它此前按 `txid` 读取；请运行 `shangbao rewind`
source-position-number = 它的读取位置不是整数；请运行 `shangbao rewind`
source-cursor-whole = log 的游标必须是整数列；请指定其递增的编号
source-cursor-time = 它的时间列必须是日期、时间、给出 `unit` 的数字，或顺序与时间一致的文本（`2026-03-01 08:30:00`）；请指定另一列
source-key-null = 它的键列 `{ $column }` 在某一行中为 NULL，或类型无法读取；请用 `where` 排除这样的行，或指定另一列
source-cursor-untyped = 它的时间列 `{ $column }` 没有声明类型，又存放带小数的数字，无法比较；请声明为 REAL，或用 `scan` 读取该表
source-key-unordered = 它的键列 `{ $column }` 含有二进制数据或带小数的数字；请用自带 `sql` 的 `scan` 以文本读取
source-no-ranges = 它没有说明行是何时变化的，因此不能按时间范围读取
source-no-snapshot = 服务器没有给出快照
source-txid-foreign = 它记着本服务器尚未开始的事务：这些行来自另一台服务器；请把这些行的 `txid` 列设为 0，或从映射中去掉 `txid`
source-began-anew = 它的表重新开始了：{ $reason }
source-transactions-lower = 服务器的事务编号比以前小；恢复过备份
source-mark-another = 最后读到的编号 { $id } 现在对应另一行，其键或 `at` 已不同
source-mark-gone = 最后读到的编号 { $id } 的行已不存在，而且{ $reason }
source-last-drawn = 最近生成的编号是 { $id }
source-last-id = 最后一个编号是 { $id }
source-emptied = 表被清空或重建
source-remade = 表被重建

# examine/mod.rs
source-unexamined = 未能检查：{ $error }
source-unexamined-remedy = 请检查该账号是否有权读取此表
source-standby = 该服务器是备库，看不到写入者：log 中缺失的编号会一直等下去，也看不到事务持续多久
source-replica = 该服务器是从库（或只读），行按另一台服务器的顺序到来：晚到的行只有重读才能发现
source-primary-remedy = 请在数据源的 `url` 中填写主库
source-no-wal = 该文件不是 WAL 模式：读取期间，应用的写入会等待或失败
source-no-wal-remedy = 请对它执行一次 `PRAGMA journal_mode = WAL`
source-view = `{ $table }` 是视图：看不到谁在写它背后的行，也看不到是否有索引为其排序
source-foreign-table = `{ $table }` 是外部表：看不到谁在写它背后的行，也看不到是否有索引为其排序
source-view-remedy = 请改用它背后的表

# examine/columns.rs
source-no-index = `{ $table }` 没有以 `{ $column }` 开头的索引：每次轮询都要读取全表
source-no-index-scan = `{ $table }` 没有以 `{ $column }` 开头的索引：扫描的每一页都要读取全表
source-nulls = `{ $column }` 在某些行中为 NULL，凭它永远发现不了这些行
source-nulls-flag-remedy = 如果 NULL 表示尚未发送，请在 `flag` 中写 `null_is_due = true`；否则请填上值，或用 `where` 排除这些行
source-nulls-remedy = 请填上值，或说明这些行无关紧要：where = "{ $column } IS NOT NULL"

# examine/log.rs
source-cursor-type = 游标 `{ $column }` 的类型是 { $type }，不是递增的整数
source-cursor-type-remedy = 请指定其递增的编号，或用 "updated" 变更流并指定其修改时间
source-id-guess = { $why }；缺失的编号说明不了那一行是否还会到来
source-subscribed = 行来自订阅，编号由另一台服务器生成
source-galera = 这是 Galera 集群：每个节点各自生成编号，也看不到其他节点的写入者
source-cache = `{ $column }` 的序列设了 CACHE { $cache }：会话先取得编号，过后才写入
source-cache-remedy = ALTER SEQUENCE .. CACHE 1（`{ $table }` 的序列）
source-step = `{ $column }` 的序列每次增加 { $step }：成段取编号的应用先留着，过后才写入
source-undrawn = `{ $column }` 不由数据库生成：应用可能在写入之前很久就取得编号
source-id-guess-remedy = 请给变更流写上 `at`（变化时间的列）和比编号留存时间更长的 `lookback`，它就会往回重读这么久
source-apart = auto_increment_increment 为 { $step }：两行之间的编号会被当作缺失的来等
source-apart-remedy = 不会丢失任何内容；若只有一台服务器，可执行 SET GLOBAL auto_increment_increment = 1
source-sparse = `{ $column }` 的编号不连续（平均 { $count } 个编号才有一行）：缺失的编号说明不了那一行是否还会到来
source-reused = `{ $column }` 没有 AUTOINCREMENT：最新一行删除后，它的编号会再次使用
source-reused-remedy = 请始终保留最新一行，或用 `shangbao changes` 重建日志表
source-forgets = 此版本重启后不记得 `{ $table }` 给出过哪些编号：清除最新的行之后，这些编号会再次出现
source-forgets-remedy = 清理日志表时请始终保留最新一行
source-engine = `{ $table }` 的引擎是 { $engine }，不支持事务：日志行先于它所说的变化出现，变化撤销后仍然留着

# examine/updated.rs
source-days = 天
source-seconds = 秒
source-coarse = `{ $column }` 只精确到{ $unit }：同一{ $unit }内的第二次变化，只有重读时才能从内容看出
source-coarse-mysql-remedy = 请改为 DATETIME(3)，或确保 `lookback` 覆盖若干{ $unit }
source-coarse-remedy = 请改为带小数秒的时间戳，或确保 `lookback` 覆盖若干{ $unit }
source-text-order = `{ $column }` 中文本的顺序与时间顺序不一致，轮询无从知道从哪里继续
source-text-order-remedy = 请一律写成 2026-03-01 08:30:00，或用 "scan" 变更流读取该表
source-clock-behind = 最新的 { $found } 行中有 { $behind } 行的 `{ $column }` 早于该行写入的时刻，最多早 { $seconds } 秒（由数据库自己写入的 { $drawn } 可知）：写入 `{ $column }` 的一方时钟可能偏慢；只要偏慢少于 `lookback`（{ $lookback } 秒），变更就能被发现
source-clock-behind-remedy = 请校准那一方的时钟；在此之前，把 `lookback` 设得比偏慢的时间更长，并在这条变更流之外加一个每夜的 scan
source-clock-ahead = 最新的 { $found } 行中有 { $ahead } 行的 `{ $column }` 晚于数据库当前时刻，最多晚 { $seconds } 秒：写入的一方时钟偏快，或者它不是最后修改时间；在到达该时刻之前，每次轮询都会重读这些行
source-clock-ahead-remedy = 请校准那一方的时钟，或改用最后修改时间所在的列
source-long-transaction = 有事务已打开 { $seconds } 秒，比 { $lookback } 秒的 `lookback` 还长：它的改动可能会漏掉
source-long-transaction-remedy = 请结束该事务，或给变更流更长的 `lookback`
source-unseen-transactions = 该账号无权查看事务持续多久：只能假定没有事务打开得比 { $lookback } 秒的 `lookback` 更久
source-unseen-transactions-remedy = 请授予它 PROCESS 权限（GRANT PROCESS ON *.*），或给变更流更长的 `lookback`
