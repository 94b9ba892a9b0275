# compile
mapping-title = 映射 `{ $path }`
mapping-itself = 映射文件
mapping-no-streams = `changes` 没有列出任何变更流
mapping-foreign-target = 目标 `{ $target }` 属于 `{ $kind }` 类平台
mapping-foreign-target-hint = 任务的平台是 `{ $kind }` 类：请为任务换一个平台
mapping-closed-target = 目标 `{ $target }` 不能上报
mapping-no-target = 没有目标 `{ $target }`
mapping-key-widths = 变更流 `{ $stream }`：它的键有 { $own } 列，行的键有 { $wanted } 列
mapping-key-widths-hint = 请用 `expand` 由变化的键查出记录的键
mapping-gone-hint = 行已不存在：只知道它的键 { $key }
mapping-gone-report = `[gone]`：未知的 report `{ $report }`
mapping-gone-both = `[gone]`：`report` 和 `fields` 同时写了
mapping-gone-both-hint = 要上报已消失的记录就只留 `fields`，只列出或不管就只留 `report`

# changes
mapping-unknown-kind = `[[changes]]`：未知的 kind `{ $kind }`
mapping-foreign-option = `[[changes]]`：`{ $option }` 只用于 `{ $kinds }` 类变更流

# stream_options
mapping-blank-where = `[[changes]]`：`where` 为空白
mapping-txid-postgres = `[[changes]]`：`txid` 只用于 PostgreSQL
mapping-op-delete = `op`：`delete` 应为文本或整数，或由它们组成的列表
mapping-flag-stays-due = `flag`：回写的值必须与 `due` 不同，否则该行一直待报
mapping-flag-due = `flag`：`due` 应为文本、整数、true 或 false，或由它们组成的列表；NULL 请写 `null_is_due = true`
mapping-flag-value = `flag`：`{ $option }` 应为文本、整数、true 或 false
mapping-lookback = `[[changes]]`：`lookback` 不是时长
mapping-lookback-hint = 写法如 "90s"、"10m"、"2h"、"1d"
mapping-unit = `[[changes]]`：未知的 `unit`
mapping-unit-hint = "s" 或 "ms"
mapping-schedule = `[[changes]]`：`schedule`：{ $wrong }
mapping-schedule-hint = 每天夜里两点写作 "0 2 * * *"

# identifier
mapping-names-no-column = `{ $option }` 没有写列名
mapping-no-identifier = `{ $option }` 不是 SQL 名称
mapping-identifier-hint = 照 SQL 语句中的写法：name、schema.name 或 { $quoted }

# statement
mapping-semicolon = `{ $option }` 里有 `;`
mapping-semicolon-hint = 只写一条 SELECT，后面不要再写
mapping-no-keys = `{ $option }` 里没有 `:keys`
mapping-no-keys-hint = 只读取变化的行：.. WHERE id IN (:keys)
mapping-sql-line = `{ $option }` 第 { $line } 行
mapping-keys-outside-in = { $place }：`:keys` 只能作为 `IN` 的列表
mapping-keys-hint = 应写 .. WHERE id IN (:keys)
mapping-no-parameter = { $place }：`:{ $name }` 不是参数
mapping-neither-parameter = { $place }：`:{ $name }` 既不是 `:keys` 也不是参数
mapping-lists-all = 它列出的就是全部键
mapping-set-param = 请在 jobs.toml 里该平台的 `params` 中设置

# rows
mapping-rows-key = `[rows]`：`key` 应写结果中的列名
mapping-rows-lack-sql = `[rows]` 需要 `sql` 或 `file`
mapping-rows-lack-sql-hint = 要读取第一个变更流所在表的整行，就不写 `[rows]`
mapping-file-unreadable = `[rows]`：`file` 无法读取：{ $error }
mapping-file-not-utf8 = `[rows]`：`file` 不是 UTF-8；请存为 UTF-8
mapping-needs-rows = 映射需要 `[rows]`：每个变更流都有 `expand` 或 `sql`，没有一个读的是记录所在的表

# fields
mapping-field = 字段 `{ $field }`：{ $what }
mapping-field-named = 字段 `{ $field }`
mapping-no-field = `{ $target }` 没有字段 `{ $field }`
mapping-see-fields = 见 `shangbao fields { $target }`
mapping-unmapped = 必填字段 `{ $field }` 未映射
mapping-default-there = { $section }；文档中的默认值：{ $line }
mapping-odd-pair = 字段 `{ $field }`：`{ $other }` 按 `coordinates` 纠偏，而本字段没有一同纠偏
mapping-odd-pair-hint = 两个字段写相同的 `coordinates`，各用 `with` 指明对方的列

# declaration
mapping-not-a-column = 应为列名或表，而不是{ $kind }
mapping-no-param = 平台没有参数 `{ $name }`
mapping-blank-column = 列名为空白
mapping-join-comma = 各部分一律以目标规定的逗号相连，不要写 `join`
mapping-columns-misplaced = `columns` 只用于文本和列表；请用 `template`
mapping-coordinates-misplaced = `coordinates` 只用于经纬度
mapping-coordinates = 未知的 `coordinates`
mapping-coordinates-hint = 可用的有：gcj02, bd09；WGS84 不必写
mapping-columnless-template = `template` 里没有列
mapping-columnless-template-hint = 始终相同的内容请用 `value`
mapping-empty = `empty`：模板里没有 `{ $name }`

# template
mapping-lone-brace = 有单独的 `{"}"}`；文字里的一个要写成 `{"}}"}`
mapping-open-brace = 有 `{"{"}` 没有闭合；文字里的一个要写成 `{"{{"}`
mapping-no-format = `{ $format }` 不是 %Y-%m-%d 之类的时间格式
mapping-template-name = 缺少列名，或列名前后有空白

# written
mapping-no-origin = 没有写明值从哪里来：column、columns、template、value 或 param
mapping-exclude = `{ $first }` 与 `{ $second }` 只能写一个
mapping-goes-not-with = `{ $option }` 不能与 `{ $other }` 同用
mapping-needs-option = `{ $option }` 需要有 `{ $needed }`

# workshop
mapping-misplaced = `{ $option }` 只用于{ $wanted }，而本字段是{ $kind }
mapping-for-codes = 代码、文本和是否字段
mapping-for-yes = 是否字段
mapping-for-dictionary = 字典代码字段
mapping-for-times = 时间字段
mapping-for-lists = 列表字段
mapping-for-photos = 照片字段
mapping-for-files = 文件字段
mapping-kind-text = 文本
mapping-kind-time = 时间
mapping-kind-code = 代码
mapping-kind-yes-no = 是否
mapping-kind-list = 列表
mapping-kind-degrees = 经纬度
mapping-kind-file = 文件
mapping-kind-photo = 照片
mapping-kind-dictionary = 字典代码
mapping-kind-identity-number = 身份证号码
mapping-kind-period = 起止日期

# constant
mapping-blank-value = 空白不是值
mapping-leave-option = 请不写这个选项
mapping-not-a-code = 不是目标的代码
mapping-codes-near = 是否指 { $codes }？
mapping-codes-are = 代码：{ $codes }
mapping-not-yes-no = 不是平台表示是或否的数字
mapping-yes-no-digits = "{ $yes }" 是“是”，"{ $no }" 是“否”
mapping-not-exact-time = 不是字段要求的时间格式
mapping-empty-list = 列表为空
mapping-not-degrees = 不是字段范围内的十进制度数

# codes
mapping-code-not-text = 代码应为文本，而不是{ $kind }
mapping-lists-blank = `{ $option }`：空白即 NULL，从不查找；请用 `default`
mapping-code-twice = `codes` 里 `{ $value }` 写了两次
mapping-lists-nothing = `{ $option }` 没有列出任何值
mapping-lists-others = `{ $option }` 应列出文本、整数或 true、false，而不是{ $kind }
mapping-lists-twice = `{ $option }`：`{ $value }` 列了两次

# dictionary
mapping-other-dictionary = `dictionary` 写的是另一个字典
mapping-other-dictionary-hint = 该字段的代码取自 { $name }
mapping-unknown-word = 未知的 `{ $option }`
mapping-not-in-dictionary = { $place }：值不在 { $dictionary } 中；最接近的有：{ $nearest }；请用 `codes = {"{"} .. {"}"}` 翻译，或查看 `shangbao dictionaries`
mapping-two-codes = { $place }：{ $dictionary } 中此名称有两个代码；请用 `codes = {"{"} .. {"}"}` 翻译

# fact
mapping-no-fact = `{ $target }` 没有 fact `{ $fact }`
mapping-fact-record = `record` 应逐一写出对应的列：{ $fields }
mapping-fact-of = `of`：没有目标 `{ $target }`

# file
mapping-set-root = 请在 jobs.toml 里为该数据源设置 `files = {"{"} root = "/data/photos" {"}"}`
mapping-set-hosts = 请在 jobs.toml 里为该数据源设置 `files = {"{"} allowed_hosts = ["10.1.2.3"] {"}"}`
mapping-missing-alone = `missing` 需要有 `photo` 或 `content`
mapping-default-texts = `default` 只用于文本
mapping-no-files = 数据源没有写明文件在哪里
mapping-omit-required = `missing = "omit"` 只用于可选字段，而本字段必填
mapping-max-bytes = `max_bytes` 至少为 4KiB

# reader
mapping-unreadable-format = 目标的时间格式无法读取
mapping-dictionary-unsaid = 没有写明列中的值怎样变成 { $dictionary } 的代码
mapping-dictionary-hint = 列中是名称时写 { $line }，是代码时再加 holds = "code"；或用 codes = {"{"} .. {"}"}
mapping-yes-no-unsaid = 没有写明哪些值是“是”，哪些是“否”
mapping-yes-no-hint = { $line }：写现场自己的值；发送时 { $yes } 表示是，{ $no } 表示否
mapping-bytes-unsaid = 没有写明内容在哪里
mapping-bytes-hint = { $line }；或 "blob"、"base64"、"url"
mapping-split = `split` 没有写明分隔符
mapping-no-time-format = `parse` 不是时间格式：可写 "s"、"ms"，或 %Y/%m/%d %H:%M 之类
mapping-parse-too-little = 仅凭 `parse` 还不能确定日期和时间
mapping-parse-no-clock = `parse` 没有时刻，而字段需要时刻

# example
mapping-example-differs = `{ $field }` 是 `{ $sent }`，而不是 `{ $wanted }`
mapping-example-lacks = `{ $field }` 没有值，而不是 `{ $wanted }`
mapping-example-became = 它成了一条记录；本应因 `{ $field }` 被拒绝
mapping-example-rejected = 它被拒绝：{ $wrong }
mapping-example-either = `[[example]]` 需要 `expect` 或 `reject` 之一
mapping-example-row = `row`：{ $kind }不能是列的值
mapping-example-text = `expect`：所有字段都以文本发送，而不是{ $kind }

# columns
mapping-column = 列 `{ $name }`
mapping-columns = 这几列 `{ $names }`
mapping-key-column = 键的列 `{ $name }`
mapping-column-absent = { $column } 不在映射 SQL 的结果中
mapping-column-absent-near = { $column } 不在结果中；是否指 `{ $near }`？
mapping-column-unreadable = { $column } 的类型是 { $kind }，无法读取；请在映射的 SQL 中转成文本
mapping-column-twice = { $column } 在结果中出现 { $times } 次；请用 AS 各取一个名称

# refusal
mapping-no-text = { $place }：存放的是{ $kind }，不是文本；请在映射的 SQL 中转换
mapping-zoned-text = { $place }：存放的是带时区的时间，不是文本；请用 `template = "{"{"}column:%Y-%m-%d %H:%M{"}"}"`
mapping-not-finite = { $place }：存放的不是有限的数字
mapping-damaged = { $place }：文本里有 U+FFFD：途中已损坏；请检查表和连接的字符集
mapping-unlisted = { $place }：值未列出；已列出的有 { $known }
mapping-no-code = { $place }：值不是目标的代码（{ $codes }）；请用 `codes = {"{"} .. {"}"}` 翻译
mapping-separator = { $place }：文本里有 `{ $sign }`，它用来分隔列表的各部分；请写明分隔符：`split = "{ $sign }"`，有多个时写成列表
mapping-part-separator = { $place }：列表的某一部分里还有 `{ $sign }`；请把它也写进 `split`；如果它是名称的一部分，请让 SQL 给出 JSON 列表
mapping-bracket = { $place }：列表的某一部分带有括号或引号：它不是完整的 JSON 列表；请给出 JSON 列表或普通文本
mapping-nested-list = { $place }：列表里除文本和数字外还有别的内容；请在映射的 SQL 中取出所需的部分
mapping-list-of-values = { $place }：存放的是数组，而字段只要一个文本；请在映射的 SQL 中拼接：array_to_string(.., ',')
mapping-misread = { $place }：文本是被当作 latin1 的 { $name }；请用 { $sql } 读取；若数据源的文本都这样存放，请在数据源里写 `charset = "{ $charset }"`
mapping-misread-no-sql = { $place }：文本是被当作 latin1 的 { $name }；请在数据源里写 `charset = "{ $charset }"`
mapping-utf8-in-gbk = 文本像是被当作 GBK 读取后存下的 UTF-8，例如“张三”变成 `寮犱笁`；若确是如此，请用 CONVERT(CAST(CONVERT(.. USING gbk) AS BINARY) USING utf8mb4) 读取，PostgreSQL 上用 convert_from(convert_to(.., 'GBK'), 'UTF8')
mapping-misread-unknown = { $place }：文本里有控制字符（U+0080 至 U+009F）：它的字节被当成了另一种字符集；请检查表和写入方的字符集
mapping-lost-digits = { $place }：存放的是 { $kind } 类型的数字，数值太大，该类型已存不下全部位数，原来写入的数字已经丢失；请把该列改为文本或 BIGINT，并重新写入
mapping-invisible = { $place }：文本中间有看不见的字符（{ $character }）；请更正，或在映射的 SQL 中用 REPLACE 去掉
mapping-rounded = { $place }：文本是 1.1E+17 这样被电子表格取整的数字；请更正
mapping-part-comma = { $place }：列表的某一部分里有英文逗号，而列表以它相连
mapping-no-time = { $place }：存放的是{ $kind }，不是时间
mapping-time-number = { $place }：存放的是数字，不是时间；请写 `parse = "s"` 或 `parse = "ms"`
mapping-time-text = { $place }：文本不是 2026-03-01 08:30 这样的时间；请写明其格式，如 `parse = "%Y/%m/%d %H:%M"`
mapping-time-parse = { $place }：值不符合 `parse = "{ $form }"`
mapping-day-only = { $place }：只有日期没有时刻，而字段需要时刻
mapping-years = { $place }：时间不在 1000 年至 9999 年之间
mapping-skipped = { $place }：{ $zone } 没有这个当地时间
mapping-twice = { $place }：{ $zone } 的这个当地时间出现两次
mapping-no-period = { $place }：文本不是 2026-03-01:2026-12-31 这样的起止日期，也不是未定止日的 2026-03-01:；请用 `template = "{"{"}first:%Y-%m-%d{"}"}:{"{"}last:%Y-%m-%d{"}"}"`
mapping-ends-first = { $place }：止日早于起日
mapping-no-degrees = { $place }：值不是十进制度数
mapping-exchanged = { $place }：纬度不在 -90 与 90 之间，倒像是经度：经纬度是否互换了？
mapping-bounds = { $place }：度数不在 { $min } 与 { $max } 之间
mapping-half-pair = { $place }：经纬度只有其一
mapping-no-bytes = { $place }：存放的是{ $kind }，不是字节；Base64 请写 "base64"，路径请写 "file"
mapping-no-base64 = { $place }：存放的字节不是 Base64；字节请写 "blob"
mapping-no-band = { $place }：为 NULL 或空白，而照片下方要显示它
mapping-and-more = { $names } 等，另有 { $more } 个

# rules
mapping-blank = { $place }：为 NULL 或空白，而该字段必填
mapping-blank-when = { $place }：为 NULL 或空白，而 { $other } 为 { $code } 时该字段必填
mapping-lacks = 该字段未映射，而它必填
mapping-lacks-when = 该字段未映射，而 { $other } 为 { $code } 时它必填
mapping-length = 有 { $length } 个字符，应为 { $wanted } 个
mapping-unlisted-for = 不在 { $other } 为 { $code } 时所列的之内；所列的有 { $listed }
mapping-unsplit = 含有 `{ $separator }`，却作为一段文本发送；如果它分隔的是多段，请用 `split` 写明
mapping-clears-with = 单独有值不能销警：`{ $other }` 也有值时，平台才视为销警
mapping-before = 早于 `{ $other }`
mapping-place-zero = 为 0，`{ $other }` 也为 0：设备没有定位时会这样写
mapping-place-exchanged = 似乎与 `{ $other }` 互换了：对调之后才在中国境内
mapping-place-abroad = 与 `{ $other }` 所指的位置不在中国境内
mapping-no-mobile = 不是 11 位的手机号
mapping-no-telephone = 不是电话号码
mapping-identity-length = 不是身份证号码的 18 个字符
mapping-identity-check = 校验码与其他各位不符
