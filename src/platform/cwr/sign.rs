//! The signature of a call (CWR document, section 2.3).

use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use md5::{Digest, Md5};

/// What is signed in the place of a body where there is none.
const NO_BODY: &[u8] = b"{}";

/// The platform's zone: Beijing time, whatever the host's.
const BEIJING_SECONDS: i32 = 8 * 3600;

/// The parameters of a call that are signed, raw: not yet URL-encoded.
#[derive(Clone, Copy, Debug)]
pub struct Parameters<'a> {
    /// The account.
    pub api_key: &'a str,
    /// The version of the function.
    pub api_version: &'a str,
    /// The body, exactly as it is sent.
    pub body: &'a [u8],
    /// The third-party system's number.
    pub client_serial: &'a str,
    /// `yyyy-MM-dd HH:mm:ss`, Beijing time; see [`timestamp`].
    pub timestamp: &'a str,
}

impl<'a> Parameters<'a> {
    /// Names and values in the order they are signed: names ascending.
    pub fn sorted(&self) -> [(&'static str, &'a [u8]); 5] {
        [
            ("api_key", self.api_key.as_bytes()),
            ("api_version", self.api_version.as_bytes()),
            ("body", signed_body(self.body)),
            ("client_serial", self.client_serial.as_bytes()),
            ("timestamp", self.timestamp.as_bytes()),
        ]
    }

    /// MD5 over the names and values with the secret at both ends, as 32 upper-case hexadecimal digits.
    pub fn signature(&self, secret: &str) -> String {
        let mut digest = Md5::new_with_prefix(secret);
        for (name, value) in self.sorted() {
            digest.update(name);
            digest.update(value);
        }
        digest.update(secret);
        let mut digits = String::with_capacity(32);
        for byte in digest.finalize() {
            // Writing to a String cannot fail.
            let _ = write!(digits, "{byte:02X}");
        }
        digits
    }

    /// The query of the call's URL, with its signature.
    pub fn query(&self, signature: &str) -> String {
        let values = [
            ("api_key", self.api_key),
            ("api_version", self.api_version),
            ("client_serial", self.client_serial),
            ("timestamp", self.timestamp),
            ("signature", signature),
        ];
        let mut query = String::new();
        for (name, value) in values {
            let join = if query.is_empty() { '?' } else { '&' };
            query.push(join);
            query.push_str(name);
            query.push('=');
            encode(&mut query, value);
        }
        query
    }
}

/// What is signed of a body: itself, or `{}` in the place of an empty one.
pub fn signed_body(body: &[u8]) -> &[u8] {
    if body.is_empty() { NO_BODY } else { body }
}

/// The time of a call, as it is sent: that of the host's clock, corrected by what the platform's is ahead of it.
pub fn timestamp(now: DateTime<Utc>, ahead: TimeDelta) -> String {
    let utc = now.naive_utc() + ahead;
    let beijing = FixedOffset::east_opt(BEIJING_SECONDS).map_or(utc, |zone| utc + zone);
    beijing.format("%Y-%m-%d %H:%M:%S").to_string()
}

/// Encodes a value of a query. A blank becomes `%20`: not every server reads `+` as one.
fn encode(out: &mut String, value: &str) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}
