# config

# src/document
config-not-a-table = { $table } 应为表，而不是{ $kind }
config-lacks = { $table }：缺少 `{ $option }`
config-not-yet = { $table }：此版本还不支持 `{ $option }`
config-take-out = 请删去
config-unknown-option = { $table }：未知选项 `{ $option }`
config-must-be = { $table }：`{ $option }` 应为{ $wanted }，而不是{ $kind }
config-kind-text = 文本
config-kind-integer = 整数
config-kind-float = 数字
config-kind-bool = true 或 false
config-kind-date = 日期
config-kind-list = 列表
config-kind-table = 表
config-kind-texts = 文本或文本列表
config-unreadable = 无法读取：{ $error }
config-not-utf8 = 第 { $line } 行不是 UTF-8
config-save-utf8 = 请把文件存为 UTF-8（Windows 上许多编辑器存成 GBK）
config-not-toml = 不是 TOML：{ $error }
config-did-you-mean = 是否指 `{ $name }`？
config-known = 可用的有：{ $names }
config-either = { $one } 或 { $other }
config-problems = { $file } 有 { $count } 个问题
config-no-duration = `{ $text }` 不是时长；写法如 500ms、30s、10m、2h、90d
config-no-size = `{ $text }` 不是大小；写法如 2MiB、200KiB、500KB、4096
