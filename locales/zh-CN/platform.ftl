# platform

# 字段的要求和内容
platform-need-required = 是
platform-need-optional = 否
platform-need-when = 当 { $field } 为 { $values } 时
platform-kind-text = 文本
platform-kind-time = 时间 { $format }
platform-kind-code = 代码
platform-kind-yes-no = “是”为 { $yes }，“否”为 { $no }
platform-kind-list = 以英文逗号分隔的多段文本
platform-kind-degrees = WGS84 经纬度，{ $min } 到 { $max }
platform-kind-file = 图片或 PDF
platform-kind-photo = 照片
platform-kind-dictionary = { $dictionary } 中的代码
platform-kind-identity = 身份证号码

# 文档中的位置
platform-section-hazchem = 数字危化接口文档第 { $section } 节
platform-section-hazchem-answer = 数字危化接口文档第 { $section } 节及问答 { $answer }
platform-section-cwr = 实名制接口文档第 { $section } 节
platform-section-cwr-sample = 实名制接口文档第 { $section } 节的示例
platform-section-cwr-revisions = 实名制接口文档的修改控制表
platform-closed = 平台已关闭该接口（{ $section }；{ $date } 的 { $version }）
platform-unsent-team = 2019-08-20 的 V2.2.3 已从接口中去掉班组名称（实名制接口文档的修改控制表），只是文档的示例中还有
platform-unsent-province = 只出现在文档的示例中；地址是 `emp_nativeplace`

# 连接的设置
platform-not-proxy = 不是代理的地址，应类似 http://主机:3128
platform-unusable = 无法使用：{ $error }
platform-not-address = 必须是地址，例如 http://10.100.254.26:8012
platform-address-query = 不得含有 `?` 或 `#`；可以带路径
platform-address-user = 不得含有用户名；用户名另有设置项
platform-file-unread = 无法读取：{ $error }
platform-no-certificate = 其中没有 PEM 格式的证书

# 失败的请求
platform-no-connection-in-time = 未能及时连接到 { $url }；请检查线路、`proxy` 和 `bind`
platform-no-connection = 无法连接到 { $url }：{ $cause }；请检查 `url`、`proxy` 和 `bind`
platform-refused = 无法连接 { $url }：对方主机拒绝连接，该端口没有服务；请检查 `url` 和 `proxy`，以及平台是否在运行
platform-no-name = 无法连接 { $url }：找不到该主机名（{ $cause }）；请检查 `url` 和 `proxy`，以及本机的域名解析设置
platform-no-tls = 无法与 { $url } 建立加密连接（{ $cause }）：本程序支持 TLS 1.3 和带 ECDHE 的 TLS 1.2；请升级平台或其前面的网关；如果网络属于主管部门专网，可使用 http:// 地址
platform-certificate-time = { $url } 的证书目前不在有效期内（{ $cause }）：请更换证书，或检查本机时钟；`ca_file` 对此无效
platform-certificate-name = { $url } 的证书属于另一个名称（{ $cause }）：请在 `url` 中填写该名称
platform-certificate-version = { $url } 的证书版本过旧（{ $cause }）：请重新签发 X.509 第 3 版证书；`ca_file` 对此无效
platform-certificate-unknown = { $url } 的证书不受信任（{ $cause }）：请用 `ca_file` 指定含有该证书或其签发者证书的 PEM 文件
platform-no-answer-in-time = { $url } 未及时答复
platform-connection-lost = 未得到答复，与 { $url } 的连接就断开了：{ $cause }
platform-no-cause = 未说明原因
platform-answer-too-long = { $url } 的答复超过 { $size } MiB
platform-answer-without-end = { $url } 的答复未及时结束
platform-answer-broke-off = { $url } 的答复中断：{ $cause }
platform-bad-token = 平台给出的令牌无法放入 HTTP 头
platform-code = 代码 { $code }
platform-code-words = 代码 { $code }：{ $words }
platform-no-code = 无
platform-status = 状态 { $status }
platform-status-words = 状态 { $status }，{ $words }
platform-failed-with = 平台出错：{ $words }
platform-excerpt = { $why }；答复开头为：{ $excerpt }

# 数字危化平台
platform-hazchem-too-often = 平台称请求过于频繁
platform-hazchem-no-json = 答复不是 JSON 对象，或中断了
platform-hazchem-json-without-code = 答复是 JSON，但没有代码
platform-hazchem-answered-by-redirect = 上传的答复是重定向（状态 { $status }），重新登录后仍是如此
platform-hazchem-answered-by-page = 上传的答复是网页，重新登录后仍是如此
platform-hazchem-no-right = 用户 `{ $user }` 无权上传 `{ $target }`（{ $code }，重新登录后仍是如此）；请平台运营方授权，然后 `shangbao resume { $name }`
platform-hazchem-login = 登录：{ $message }
platform-hazchem-login-status = 登录的答复是状态 { $status }
platform-hazchem-login-page = 登录的答复是状态 { $status } 的网页；请检查 `url`
platform-hazchem-login-no-json = 登录的答复是状态 { $status }，且不是 JSON；请检查 `url`
platform-hazchem-login-refused = 登录被拒绝（{ $words }）；请更正平台 `{ $name }` 的 `username` 和 `password`，然后 `shangbao resume { $name }`
platform-hazchem-silent = 答复未说明结果
platform-hazchem-counts = 答复中的条数与上传的不符
platform-hazchem-disagree = 答复前后矛盾
platform-hazchem-neither = 答复中成功和失败的清单里都没有该记录
platform-hazchem-both = 答复中成功和失败的清单里都有该记录
platform-hazchem-ambiguous = 答复中的 id 清单可以有两种读法
platform-hazchem-no-text = 答复没有文字
platform-hazchem-denied = 答复的另一部分称其失败

# 实名制平台
platform-cwr-too-often = 平台称调用过于频繁
platform-cwr-page = 答复是网页，不是 JSON；请检查 `url`
platform-cwr-no-json = 答复不是带代码的 JSON 对象，或中断了
platform-cwr-no-dictionary = { $dictionary }：答复中没有一条既有编码又有名称的条目
platform-cwr-entry-no-code = 第 { $place } 条（`{ $name }`）没有编码，已略过
platform-cwr-entry-no-name = 第 { $place } 条（编码 `{ $code }`）没有名称，已略过
platform-cwr-entry-empty = 第 { $place } 条既没有编码也没有名称，已略过
platform-cwr-both-versions = { $words }，改用版本 "{ $other }" 则为{ $others }
platform-cwr-refused = { $function } 被拒绝，{ $words }：在 [platforms.{ $name }] 中，{ $remedy }；然后 `shangbao resume { $name }`
platform-cwr-cannot-travel = `{ $target }`：这些记录不能放在同一个请求中
platform-cwr-clock = { $function }：平台 `{ $name }` 拒绝调用的时间（{ $words }），按平台时钟校正后仍是如此；请校准本机时钟，然后运行 `shangbao check`
platform-cwr-disagrees = 答复前后矛盾，无法确定该记录是否已保存（{ $words }）
platform-cwr-some-failed = 平台称部分记录失败，但未说明是否包括这一条（{ $words }）
platform-cwr-check-account = 请检查 `api_key`、`api_secret`、`client_serial` 和 `api_version`
platform-cwr-check-parameters = 有签名参数未送到：请检查 `proxy` 和中间的网关
platform-cwr-check-secret = 请检查 `api_secret`；`shangbao sign` 会说明签名的由来
platform-cwr-check-rights = 请检查 `api_key` 是否属于 `client_serial`，以及账号是否有权使用该函数
platform-cwr-check-key = 请检查 `api_key`：平台没有该账号，或账号已停用
platform-cwr-set-version = 请将 { $function } 的 `api_version` 设为 "1.0" 或 "1.1"；调用时为 "{ $version }"
platform-cwr-check-call = 请依可能性由大到小检查：{ $function } 的 `api_version`，调用时为 "{ $version }"；时钟，{ $clock }；签名，`shangbao sign` 会说明其由来
platform-cwr-where-all = 如果所有记录都这样被拒绝，{ $remedy }
platform-cwr-clock-unknown = 平台未告知其时间，允许相差 6 分钟以内
platform-cwr-clock-agrees = 与平台一致
platform-cwr-clock-ahead = 平台比本机快 { $minutes } 分钟，允许相差 6 分钟以内
platform-cwr-clock-behind = 平台比本机慢 { $minutes } 分钟，允许相差 6 分钟以内
platform-cwr-not-there = 它所依赖的尚未送达，或者 Project_ID、单位名称或身份证号码有误
