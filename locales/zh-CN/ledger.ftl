# ledger

# 谁在运行
ledger-holder = { $host } 进程 { $process } 启动于 { $start }（{ $mark }）
