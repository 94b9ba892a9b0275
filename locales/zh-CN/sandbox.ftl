# sandbox

# 故障
sandbox-drop-before = 连接被切断；什么都没有保存
sandbox-unauthorized-http = 数字危化：HTTP 状态 401
sandbox-unauthorized-body = 数字危化：HTTP 200，代码是数字 401
sandbox-unauthorized-text = 数字危化：HTTP 200，代码是文本 "401"
sandbox-expire-tokens = 数字危化：此前发出的令牌全部失效
sandbox-forbidden = 数字危化：HTTP 200，代码是数字 403（没有权限）
sandbox-header-case = Authorization 或 Content-Type 的大小写与文档不同时，答以 HTTP 401
sandbox-wrong-password = 数字危化：密码正确也拒绝登录
sandbox-redirect = HTTP 302，转到 /login
sandbox-html = HTTP 200，内容是登录页
sandbox-http-500 = HTTP 状态 500
sandbox-http-502-html = HTTP 状态 502，内容是网关的页面
sandbox-body-500 = 数字危化：HTTP 200，代码是数字 500
sandbox-busy = HTTP 200，内容是“操作频繁”的纯文本
sandbox-busy-json = 数字危化：同上，放在 JSON 中
sandbox-too-many = HTTP 状态 429，带 Retry-After
sandbox-poison-id = 含该记录的请求一律答以 HTTP 状态 500
sandbox-refuse-batch-with = 含该记录的请求一律答以代码 400（CWR：99）
sandbox-code = CWR：整个调用以该代码拒绝，例如 26 或 47
sandbox-drop-after-accept = 已保存，然后不答复就切断连接
sandbox-truncated = 已保存，然后只答复一半就结束
sandbox-garbage = 已保存，然后答复不是 JSON
sandbox-empty-data = 数字危化：已保存，然后答复的 data 为 null
sandbox-slow = 立即保存，过 200ms、2s、1m 等时间才答复
sandbox-reject-id = 以该原因拒绝这条记录
sandbox-count-only = 数字危化：对作业票的答复只有条数，没有清单
sandbox-lists-disagree = 数字危化：条数与清单相差一条
sandbox-forget-one = 数字危化：一张已保存的作业票不在任何清单中
sandbox-punctuation = 数字危化：以该写法答复结果
sandbox-partial = CWR：代码 10 的答复以该形式说明各条记录
sandbox-number-code = CWR：代码是数字
sandbox-boolean-result = CWR：result 是布尔值
sandbox-text-status = CWR：status 是文本
sandbox-no-result-data = CWR：答复没有 result_data
sandbox-refuse-repeats = CWR：内容与已有相同的，以代码 48 拒绝
sandbox-list-repeats = CWR：同上，但作为代码 10 的明细，与其他记录一并答复
sandbox-company-exists = CWR：项目中已有的单位被拒绝，而不是更新
sandbox-suspended = CWR：项目未在建；拒绝它的通行记录
sandbox-says-code = CWR：照常处理，但答复的 code 为该值
sandbox-says-result = CWR：照常处理，但答复的 result 为该值，例如 false
sandbox-status = 照常答复，但 HTTP 状态为该值
sandbox-charset = 答复的字节与其声明的字符集不一致
sandbox-gateway = 由网关改写答复
sandbox-words = 采用该种子的措辞和形式，代替 --seed 的

# 故障脚本
sandbox-script = 脚本中的第 { $entry } 个故障 `{ $name }`：{ $problem }
sandbox-no-fault = 没有这种故障
sandbox-no-fault-but = 没有这种故障；是否指 `{ $name }`？
sandbox-argument = 应写作 `{ $usage }`
sandbox-count = 其后只能是次数，或什么都不写：请写 `{ $name }:3` 或 `{ $name }:always`
sandbox-seed = seed 是整数：请写 `seed=7`
sandbox-option = 没有选项 `{ $option }`：请写 x3、always、@workTicket 或 p=0.1
sandbox-no-endpoint = 没有接口 `{ $endpoint }`
sandbox-no-endpoint-but = 没有接口 `{ $endpoint }`；是否指 `{ $name }`？
sandbox-ground = 它在该接口没有意义：请去掉 `@..`
