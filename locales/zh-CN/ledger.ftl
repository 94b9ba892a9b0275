# ledger

# 谁在运行
ledger-holder = { $host } 进程 { $process } 启动于 { $start }（{ $mark }）

# accounts.rs, pauses.rs
ledger-moved = { $reason }（原账号 { $old }）
ledger-resumed = { $reason }（暂停原因：{ $pause }）

# sharers.rs
ledger-overwritten = 键 { $key } 对应同一条记录，且在其后送达：平台上现为该键的内容

# error.rs
ledger-failed = 状态数据库出错：{ $error }
ledger-unreached = 状态数据库：{ $reason }
ledger-pooler = 状态数据库前面有按事务分配会话的连接池，而状态需要独占会话；请让 [state] 的 `url` 直接指向服务器，或指向连接池中 pool_mode = session 的库
ledger-full = 状态所在磁盘已满：{ $error }；请在该磁盘上腾出空间，程序随后自行恢复
ledger-disk = 状态所在磁盘无法正常读写，或为只读：{ $error }；请检查其挂载情况和系统日志，恢复后程序自行继续
ledger-damaged = 状态文件已损坏：{ $error }；请用备份替换（OPERATING.zh-CN.md“恢复了备份，表被清空”）
ledger-lost = 状态文件 `{ $path }` 在程序使用期间被删除、移动或替换；请用备份替换（OPERATING.zh-CN.md“恢复了备份，表被清空”）
ledger-rescued = 状态文件 `{ $path }` 在程序使用期间被删除、移动或替换；其内容已另存为 `{ $rescued }`
ledger-not-put-back = 状态文件 `{ $path }` 不存在，而 `{ $rescued }` 中有它丢失时另存的内容：请将该文件移动为 `{ $path }`；如需以空白状态重新开始，请将其移到别处
ledger-unwritable = 有内容无法写入状态，状态保持原样：{ $error }
ledger-no-tables = 未能建立状态表：{ $error }；`shangbao init --print` 会显示建表语句，可交给 DBA 执行
ledger-half-made = 建立状态表在第 { $version } 步中断，而数据库无法撤销：请在没有其他程序运行时，DROP `shangbao init --print` 所示该步的对象，执行 DELETE FROM shangbao_migrations WHERE version = { $version }，然后运行 `shangbao init`
ledger-scheme = `{ $scheme }` 不能用作状态数据库；请用 sqlite://、postgres:// 或 mysql://
ledger-no-file = 无法打开或创建状态文件 `{ $path }`：请建立其目录，并允许当前用户在那里写入
ledger-key-long = 有一条记录的键超过 700 个字符，状态库无法保存；没有写入任何内容
ledger-key-nul = 有一条记录的键含有字符 U+0000，状态库无法保存；没有写入任何内容
ledger-unknown = 状态表中有本程序不认识的 { $column } = `{ $value }`；请勿手工修改状态表
