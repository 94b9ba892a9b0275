//! Hazchem's replies, but for what they say of single records, in the forms that contractors give them.
//!
//! The first form is the document's, as far as it shows one. The others are written in the manner of the common
//! Java frameworks that such platforms are built on.

/// 成功 200.
pub(super) const LOGGED_IN: &[&str] = &[
    r#"{"code":200,"msg":"请求成功","data":{"username":"$username","token":"$token"}}"#,
    r#"{"code":200,"msg":"登录成功","data":{"token":"$token","username":"$username"}}"#,
    r#"{"code":200,"msg":"操作成功","data":{"username":"$username","token":"$token","expireTime":1800}}"#,
    r#"{"code":200,"data":{"username":"$username","token":"$token"}}"#,
];

/// What stands around the outcome of an upload.
pub(super) const TAKEN: &[&str] = &[
    r#"{"code":200,"msg":"请求成功","data":"$data"}"#,
    r#"{"code":200,"msg":"操作成功","data":"$data"}"#,
    r#"{"msg":"success","code":200,"data":"$data"}"#,
    r#"{"code":200,"msg":"","data":"$data"}"#,
    r#"{"code":200,"msg":null,"data":"$data"}"#,
    r#"{"success":true,"code":200,"msg":"ok","data":"$data","timestamp":1640016000000}"#,
];

/// An attachment was taken. The document's picture of this reply is lost; 200 is all that is known of it.
pub(super) const FILE_TAKEN: &[&str] = &[
    r#"{"code":200,"msg":"请求成功","data":"作业票附件存储成功。"}"#,
    r#"{"code":200,"msg":"请求成功","data":null}"#,
    r#"{"code":200,"msg":"操作成功"}"#,
    r#"{"code":200,"msg":"作业票附件上传成功","data":null}"#,
    r#"{"code":200,"msg":"请求成功","data":{"wid":"$wid","fileName":"$file","size":2048}}"#,
    r#"{"msg":"success","code":200,"data":true}"#,
    r#"{"code":200,"msg":"请求成功","data":"附件已保存"}"#,
    r#"{"code":200,"msg":null,"data":""}"#,
    r#"{"code":200,"msg":"请求成功","data":["$file"]}"#,
    r#"{"code":200,"msg":"文件上传完毕","data":"/profile/upload/$file"}"#,
];

/// 认证失败 401.
pub(super) const UNAUTHORIZED: &[&str] = &[
    r#"{"code":401,"msg":"认证失败","data":null}"#,
    r#"{"code":401,"msg":"请求访问：/data/workorder，认证失败，无法访问系统资源"}"#,
    r#"{"msg":"token已失效，请重新登录","code":401,"data":""}"#,
    r#"{"code":401,"message":"访问此资源需要身份验证"}"#,
    r#"{"code":401,"msg":"登录状态已过期","data":{}}"#,
];

/// 没有权限.
pub(super) const FORBIDDEN: &[&str] = &[
    r#"{"code":403,"msg":"没有权限","data":null}"#,
    r#"{"msg":"没有权限，请联系管理员授权","code":403}"#,
    r#"{"code":403,"msg":"不允许访问","data":{}}"#,
    r#"{"code":403,"message":"Access is denied","data":null}"#,
];

/// The login is refused.
pub(super) const WRONG_PASSWORD: &[&str] = &[
    r#"{"code":500,"msg":"用户名或密码错误","data":null}"#,
    r#"{"msg":"用户不存在/密码错误","code":500}"#,
    r#"{"code":401,"msg":"密码错误","data":null}"#,
    r#"{"code":400,"msg":"登录失败","data":{}}"#,
];

/// The platform itself failed.
pub(super) const BROKEN: &[&str] = &[
    r#"{"code":500,"msg":"系统异常","data":null}"#,
    r#"{"msg":"服务器内部错误，请联系管理员","code":500}"#,
    r#"{"code":500,"msg":"java.lang.NullPointerException","data":null}"#,
    r#"{"code":500,"msg":null,"data":null}"#,
];

/// 操作频繁.
pub(super) const BUSY: &[&str] = &[
    "操作频繁",
    "操作频繁，请稍后再试",
    "访问过于频繁，请稍候再试",
    "上传频繁",
];

/// The whole request is refused.
pub(super) const REFUSED: &[&str] = &[
    r#"{"code":400,"msg":"$reason","data":null}"#,
    r#"{"msg":"$reason","code":400}"#,
    r#"{"code":400,"msg":"参数校验失败","data":"$reason"}"#,
    r#"{"code":601,"msg":"$reason","data":{}}"#,
];

/// Why, where a fault of a script refuses it.
pub(super) const INVALID: &[&str] = &["数据校验失败", "数据格式有误", "保存失败", "数据不合法"];
