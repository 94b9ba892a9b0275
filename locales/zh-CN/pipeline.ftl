# pipeline

# 记录的结果
pipeline-after-attempts = { $message }（已尝试 { $attempts } 次）
pipeline-early = 时间未到，到时即发送
pipeline-paused = 平台已暂停
pipeline-too-old = 已超过平台接受的 { $minutes } 分钟时限，未发送
pipeline-fixed = { $field }：首次送达时为 { $first }，平台不允许更改，未发送
pipeline-waits-for = 等待 `{ $fields }` 相同的 { $target } 送达
pipeline-waits-for-fact = 等待 `{ $fields }` 相同的 { $target } 以 { $fact } { $one } 或 { $other } 送达
pipeline-waits-for-named = 等待 `{ $field }` 所指的 { $target } 送达
pipeline-shared = { $target } 中另有数据行对应同一条记录且仍然有效：键 { $keys }；待这些行不存在或被忽略后再发送
pipeline-one-record = 键 { $key } 已被键 { $by } 覆盖：两者对应同一条记录
pipeline-more-records = 此外还有；`shangbao failures` 会列出被覆盖的记录
pipeline-no-verdict = 答复中没有结论
pipeline-project-refused = 平台拒绝该 { $scope } 的所有记录；这些记录等待，由其中一条再试：{ $code } { $words }
pipeline-many-rows = 映射的 SQL 对这个键返回了多行
pipeline-expand-broke = 变更流 `{ $stream }` 的 `expand` 在这个变更键上失败，无法得知它属于哪条记录：{ $error }；请更正该行或该语句，程序会自行再次查询
pipeline-key-long = 该键长 { $characters } 个字符，状态库最多保存 700 个字符，因此这条记录没有发送。请在映射中改用别的键列，或缩短该行的键，然后用 `dismiss` 忽略此项
pipeline-key-nul = 该键含有字符 U+0000，状态库无法保存，因此这条记录没有发送。请在映射中改用别的键列，或在现场数据库中去掉该字符，然后用 `dismiss` 忽略此项
pipeline-expand-no-stream = 变更流 `{ $stream }` 已没有 `expand`
pipeline-asked-address = { $reason }（请求的地址是 { $address }）
pipeline-expand-columns = 变更流 `{ $stream }` 的 `expand` 返回的列少于键的列数（{ $columns }）

# 运行中止的原因
pipeline-rows-unread = 映射的 SQL：{ $error }
pipeline-expand-unread = 变更流 `{ $stream }` 的 `expand`：{ $error }
pipeline-stream-unread = 变更流 `{ $stream }`：{ $error }
pipeline-went-back = 变更流 `{ $stream }`：{ $error }；在有人决定之前不再读取它的任何行：shangbao rewind { $job } --stream { $stream } --to ID|TIME|start --reason ".."
pipeline-position-of-another-version = 变更流 `{ $stream }`：无法读懂所保存的位置（{ $error }）；它是由另一版本写下的
pipeline-position-unreadable = 变更流 `{ $stream }`：无法读懂所保存的位置（{ $error }）
pipeline-flags-unwritten = 变更流 `{ $stream }`：有标志未能回写，其数据行仍为待报：{ $reason }
pipeline-lease-lost = 租约已被另一进程取得；在途的内容会重新发送
pipeline-leased = 租约由 { $holder } 持有，至 { $until }
pipeline-stopping = 服务正在停止
pipeline-broke-off = 运行中断，这是本程序的错误：{ $error }
pipeline-configuration-changed = 该账号的配置已改变
pipeline-no-dictionaries = 该平台没有字典
pipeline-dictionary-unfetched = 从未取得 { $dictionary }，现在也无法取得：{ $message }

# 补报
pipeline-backfill-asked-to-stop = 已按要求停止
pipeline-backfill-taken-over = 另一进程已接手同一个补报
pipeline-backfill-ended = 已看过 { $passed } 条；自上次开始以来：已送达 { $delivered }，未变 { $unchanged }，被拒绝 { $rejected }，仍待发送 { $waiting }
pipeline-backfill-unreadable = 无法读懂补报中断的位置（{ $error }）；它是由另一版本写下的
pipeline-backfill-empty = 范围为空：--from 必须早于 --to
pipeline-backfill-no-times = 任务 `{ $job }` 没有一个变更流说明行何时变化：{ $streams }；请在映射中以 `at` 指明日志中该时间的列，或使用 --keys 或 --all

# 对变更流的决定
pipeline-ahead = 变更流 `{ $stream }` 只读到 { $after }，其间的内容将永远不会被读取
pipeline-set-back = 退回到 { $place }；原位置 { $before }
pipeline-set-back-first = 退回到 { $place }；原先没有位置
pipeline-start = 起点
pipeline-no-gap = 变更流 `{ $stream }` 并未等待编号 { $id }
pipeline-gave-up = 已放弃 { $ids }
pipeline-moved-meanwhile = 变更流 `{ $stream }` 的位置在此期间变了；未做任何改动；请重试
pipeline-no-times = 任务没有一个变更流说明行何时变化
