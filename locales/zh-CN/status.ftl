# status

# 暂停
status-tried-again = { $reason }；将于 { $at } 自动再试
# 状态与主机
status-state-unwritten = 状态无法写入，所示内容可能已过时：{ $reason }
status-clock-back = 主机 { $host } 的时钟于 { $at } 被调回 { $seconds } 秒：各任务按现在的时钟继续

# 缺失的编号
status-gap-prepared = 缺失的编号 { $ids } 在等一个预备事务，或读取的是备库，已 { $age }
status-gap-unseen = 缺失的编号 { $ids } 在等一个看不到的写入者，已 { $age }
status-gap-one = 缺失的编号 { $ids } 在等一个已打开 { $age } 的事务（{ $session }）
status-gap-perhaps = 缺失的编号 { $ids } 在等一个写入者，可能是已打开 { $age } 的事务（{ $session }）
status-gap-many = 缺失的编号 { $ids } 在等 { $count } 个已打开 { $age } 的事务之一（{ $sessions }）
status-gap-until = 若始终没有动静，{ $at } 放弃
status-session = 用户 { $user }，pid { $pid }
status-no-user = 未知
status-seconds = { $count } 秒
status-minutes = { $count } 分钟
status-hours = { $count } 小时
