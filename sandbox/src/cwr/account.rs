//! Who may call (sections 2.2 and 2.3).

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use md5::{Digest, Md5};

use super::super::value::is_time;
use super::code::{Code, Refusal};
use super::function::Function;

/// 服务端允许客户端请求时间误差为 6 分钟.
const CLOCK_DIFFERENCE: TimeDelta = TimeDelta::minutes(6);

/// The system parameters of a call, by name.
pub(super) type Parameters = HashMap<String, String>;

const SECOND: &str = "%Y-%m-%d %H:%M:%S";

/// The one account of the construction platform, as its page 设备管理 shows it, and what belongs to it.
#[derive(Clone, Debug)]
pub struct Account {
    /// 授权账号.
    pub api_key: String,
    /// 授权秘钥, which never travels.
    pub api_secret: String,
    /// 设备序号.
    pub client_serial: String,
    /// Synchronisation numbers of the projects that it knows.
    pub projects: Vec<String>,
    /// How old a passage may be.
    pub passage_window: TimeDelta,
    /// Takes version 1.1 for every function, as clients in the open send it, and refuses a call with the finer codes
    /// of the platform's family (24, 25, 29 to 32). Otherwise versions and codes are those of the document's tables.
    pub lenient: bool,
}

impl Default for Account {
    /// `sandbox` as key and secret, `PL-sandbox` as serial; the project of the document's samples; two hours; strict.
    fn default() -> Self {
        Self {
            api_key: "sandbox".to_owned(),
            api_secret: "sandbox".to_owned(),
            client_serial: "PL-sandbox".to_owned(),
            projects: vec!["440300201500303".to_owned()],
            passage_window: TimeDelta::hours(2),
            lenient: false,
        }
    }
}

/// The platform's wall clock: Beijing time.
pub(super) fn beijing(now: DateTime<Utc>) -> NaiveDateTime {
    now.naive_utc() + TimeDelta::hours(8)
}

impl Account {
    /// Lets a call in, or says why not.
    pub(super) fn admit(
        &self,
        function: Function,
        now: DateTime<Utc>,
        query: &Parameters,
        body: &[u8],
    ) -> Result<(), Refusal> {
        let finer = |finer: Code, documents: Code| if self.lenient { finer } else { documents };
        let missing = |code: Code| finer(code, Code::MISSING);
        let api_key = parameter(query, "api_key", Code::MISSING)?;
        let client_serial = parameter(query, "client_serial", Code::MISSING)?;
        let api_version = parameter(query, "api_version", missing(Code::NO_VERSION))?;
        let timestamp = parameter(query, "timestamp", missing(Code::NO_TIME))?;
        let signature = parameter(query, "signature", missing(Code::UNSIGNED))?;
        if api_key != self.api_key {
            return Err(finer(Code::UNKNOWN_KEY, Code::FORBIDDEN).because("账号未授权"));
        }
        if client_serial != self.client_serial {
            return Err(Code::FORBIDDEN.because("api_key与client_serial不一致"));
        }
        if api_version != function.version() && !(self.lenient && api_version == "1.1") {
            return Err(Code::ILLEGAL.because("api_version不支持"));
        }
        if !is_current(timestamp, now) {
            let code = finer(Code::BAD_TIME, Code::ILLEGAL);
            return Err(code.because("时间戳格式错误或误差超过6分钟"));
        }
        let signed = [
            ("api_key", api_key.as_bytes()),
            ("api_version", api_version.as_bytes()),
            ("body", if body.is_empty() { b"{}" } else { body }),
            ("client_serial", client_serial.as_bytes()),
            ("timestamp", timestamp.as_bytes()),
        ];
        match sign(&self.api_secret, &signed) == signature {
            true => Ok(()),
            false => Err(finer(Code::BAD_SIGNATURE, Code::ILLEGAL).because("签名错误")),
        }
    }
}

fn is_current(timestamp: &str, now: DateTime<Utc>) -> bool {
    let read = NaiveDateTime::parse_from_str(timestamp, SECOND);
    is_time(timestamp, SECOND)
        && read.is_ok_and(|time| (beijing(now) - time).abs() <= CLOCK_DIFFERENCE)
}

/// 32 位大写 MD5 值 of names and values, with the secret at both ends.
fn sign(secret: &str, values: &[(&str, &[u8])]) -> String {
    let mut digest = Md5::new_with_prefix(secret);
    for (name, value) in values {
        digest.update(name);
        digest.update(value);
    }
    digest.update(secret);
    let digits = digest.finalize().into_iter();
    digits.map(|byte| format!("{byte:02X}")).collect()
}

fn parameter<'a>(
    query: &'a Parameters,
    name: &'static str,
    absent: Code,
) -> Result<&'a str, Refusal> {
    let value = query.get(name).filter(|value| !value.trim().is_empty());
    let value = value.ok_or_else(|| absent.because(format!("缺少参数{name}")))?;
    Ok(value)
}
