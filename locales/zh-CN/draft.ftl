# text
draft-head =
    # { $target }（{ $title }），由 `shangbao new` 按 { $table } 起草：使用前请逐行核对。
    #   guess   按名称或值猜到的，在本现场可能另有含义
    #   OPEN    目标需要而这张表里没有的；可能在别的表里：请在 [rows] 里连接
    #   未找到  可以不写的
    # `shangbao check` 用最先的行试运行映射；写法见 docs/MAPPING.zh-CN.md。
draft-not-found = 未找到
draft-and = 并且
draft-or = 或
draft-note = # { $mark }：{ $title }；{ $need }；{ $kind }
draft-required = 必填
draft-optional = 可选
draft-required-when = { $when }必填
draft-open-key = # OPEN key：这张表没有主键；由哪一列（或哪几列）指明一行？
draft-way = # { $mark }：{ $why }
draft-log = # 最可靠的办法（DBA 可以添加表和触发器时）：{ $command }
draft-codes = #   代码：{ $codes }
draft-document-default = { $line }   # 文档中的默认值

# field
draft-wgs84 = 是 WGS84 吗？若是 GCJ-02：{"{"} column = "..", coordinates = "gcj02", with = ".." {"}"}
draft-no-times-in-numbers = 列 { $column } 里的数字不是自 1970 年起的时间
draft-no-times-in-texts = 列 { $column } 里的文本不合任何已知的格式：{"{"} column = "..", parse = "%Y/%m/%d %H:%M" {"}"}
draft-dictionary = 存放的是字典中的名称吗？`shangbao dictionaries` 列出全部名称。
draft-code-said = { $entry } 是{ $name }
draft-code-numbered = { $entry } 仅按数字看是{ $name }：未写入
draft-code-unknown = { $entry } 含义不明：未写入
draft-many-values = 该列有 20 个以上的值；含义不明的未列出
draft-no-clear-code = 列 { $column } 里没有哪个值的代码是明确的
draft-neither = { $value } 既不是“是”也不是“否”：未写入
draft-no-yes-no = 列 { $column } 里没有表示是或否的值
draft-no-no = 没有见到表示“否”的值
draft-no-yes = 没有见到表示“是”的值
draft-files = 要在 jobs.toml 的数据源中写明它在哪里：{ $line }

# streams
draft-by-time = `{ $column }` 像是最后修改时间。行的每次修改都会更新它吗？
draft-by-time-unindexed = `{ $column }` 像是最后修改时间。行的每次修改都会更新它吗？没有以它开头的索引。
draft-by-flag = `{ $column }` 像是是否已上报的标志。0 是未上报、1 是已上报吗？由 `writer_url` 回写。
draft-by-id = `{ $column }` 随每一行递增。行只增加、从不修改吗？
draft-nightly = 作为最后修改时间的补充：时钟偏慢、批量导入或删除所造成的遗漏由它发现。
draft-by-comparing = 读取并比较全部行：能发现每一处变化和删除，代价是读完整张表。
