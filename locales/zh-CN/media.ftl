# media

# files.rs, web.rs
media-base-url = `base_url` 必须是一个地址，如 http://10.1.2.3/upload/
media-no-certificates = 无法获取文件：读不到系统的证书
media-host-late = 超时没有收到内容
media-host-refuses = 无法连接
media-host-lost = 连接中断

# unusable.rs
media-no-folder = 指明了一个文件，但 jobs.toml 中该数据源没有 `files = {"{"} root = ".." {"}"}`
media-folder-gone = 无法打开数据源 `files` 的 `root` 目录；是否已挂载？
media-missing = 文件不在数据源 `files` 的 `root` 之下
media-absolute = 是绝对路径；请在数据源的 `files` 中用 `strip` 说明哪一部分代表 `root`
media-outside = 路径超出了数据源 `files` 的 `root`
media-no-file = 路径不是文件
media-forbidden = 运行 shangbao 的用户无权读取该文件
media-unread = 文件现在无法读取：{ $error }
media-host-not-allowed = 指明的地址，其主机不在数据源 `files` 的 `allowed_hosts` 中
media-no-address = 不是地址；相对地址请在数据源的 `files` 中设置 `base_url`
media-status = 它的地址答复了状态码 { $status }；`shangbao preview JOB --key K` 会显示该地址
media-unreachable = 它的主机没有应答：{ $reason }
media-too-large = 文件大于 { $size } MiB
media-empty = 文件为空
media-no-base64 = 文本不是 Base64
media-no-photo = 内容不是 JPEG、PNG 或 BMP
media-truncated = 照片不完整：存入时就没有存全
media-too-many-pixels = 照片超过 { $millions } 百万像素
media-damaged = 照片无法解码
media-too-small = 照片无法缩小到 `max_bytes`
media-no-attachment = 内容既不是图片（JPEG、PNG、GIF、BMP、WebP），也不是 PDF
