# failure.rs
database-slow = { $place } 未及时应答；请检查主机和端口，以及防火墙是否放行本机
database-nobody = { $place } 拒绝连接：该端口上没有服务在监听；请检查主机和端口，以及服务器是否在运行
database-no-name = 找不到 { $place }（{ $error }）；请检查主机名以及本机的域名解析设置
database-no-way = 无法使用 { $place }：{ $error }
database-login = { $place } 拒绝了用户名或密码（{ $error }）；请检查两者，以及该账号能否从本机登录
database-no-database = { $place } 上没有这个数据库（{ $error }）；请检查主机后面的库名
database-host = { $place } 不允许（或不再允许）本机连接（{ $error }）；请修改该账号允许的主机；如已被封锁，请执行 FLUSH HOSTS
database-full = { $place } 没有多余的连接（{ $error }）；请调高其上限，或调低 `max_connections`
database-encryption = { $place } 要求使用 TLS（{ $error }）；请从 url 中去掉 `ssl-mode=DISABLED`
database-starting = { $place } 正在启动或停止（{ $error }）
database-pooler = { $place } 的连接池拒绝了连接（{ $error }）；请检查用户名和密码，从 url 中去掉 `options`，让连接池放行该参数（pgbouncer.ini 中的 `ignore_startup_parameters`），或直接填写其后的服务器
database-file = 无法打开 { $place }（{ $error }）；请检查路径，以及本账号对它的读取权限
database-tls-demanded = 与 { $place } 的 TLS 握手失败（{ $error }）；本程序支持 TLS 1.3、带 ECDHE 的 TLS 1.2，以及 X.509 第 3 版证书。请升级服务器或重新签发其证书；使用自有证书时请写 `ssl-ca=文件`（PostgreSQL 为 `sslrootcert=文件`）；网络可信时可写 `ssl-mode=DISABLED`（PostgreSQL 为 `sslmode=disable`）
database-tls-needed = 与 { $place } 的 TLS 握手失败（{ $error }），不加密时：{ $plain }。如果该账号必须使用 TLS，请把服务器升级到支持带 ECDHE 的 TLS 1.2，或仅对本机允许该账号不使用 TLS（ALTER USER .. REQUIRE NONE）

# address.rs
database-url-scheme = url 必须以 postgres://、mysql:// 或 sqlite:// 开头
database-url-jdbc = `jdbc:` 只用于 Java 程序
database-url-jdbc-hint = 请去掉 `jdbc:`，并用 `user` 和 `password` 给出用户名和密码
database-url-raw = url 的 `@` 之前有未经编码的 `{ $character }`
database-url-raw-hint = 请把它写成 { $escape }，或从 url 中去掉密码，改用 `password` 或 `password_file`
database-url-hash = url 中有未经编码的 `#`
database-url-host = url 没有写主机
database-url-host-hint = 请写成 postgres://user:password@host/database 或 mysql://..，或用 `host` 给出
database-url-port = url 中的 `{ $port }` 不是端口
database-url-port-hint = 端口是 1 到 65535 的数字；密码中的 `:` 应写成 %3A
database-url-parameter = url 的参数 `{ $name }` 无法识别
database-url-value = url 的参数 `{ $name }` 只能是 { $values }
database-url-broken = url 无法识别
database-url-ssl-mysql = TLS 由 ssl-mode=DISABLED、PREFERRED、REQUIRED、VERIFY_CA 或 VERIFY_IDENTITY 设定
database-url-ssl-postgres = TLS 由 sslmode=disable、prefer、require、verify-ca 或 verify-full 设定
database-url-zone = 请去掉；其中的时间属于哪个时区，由数据源的 `timezone` 说明
database-url-charset = 请去掉；文本以 UTF-8 传来，其他列中的 GBK 由数据源的 `charset` 处理
database-url-login = 请去掉，并给出 `user` 和 `password`
database-url-java = 请去掉：它只用于 Java 程序
