//! What each code asks for (CWR document, section 2.4; 24 to 43 as the platform's siblings use them).

use crate::language::text;
use crate::platform::Alone;
use crate::platform::claim::{Claims, whole};

/// The platform's words for a company that it has already.
const COMPANY_IS_THERE: &str = "企业已经存在这个工程中";
/// The words of code 48, as they stand in the document's table and as people shorten them.
const DUPLICATE: &[&str] = &[
    "数据重复",
    "数据重复发送",
    "重复数据",
    "同一条数据重复发送",
    "同一条数据重复",
    "重复发送",
    "重复上传",
    "重复提交",
];

/// What a reply asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform::cwr) enum Policy {
    /// Every record is stored.
    Stored,
    /// Some records failed.
    Partial,
    /// The call is refused: what that means for a record that was alone in it.
    Refused(Alone),
    /// The time of the call: signed anew, it may pass.
    Clock,
    /// The account or its set-up is wrong: a person must act.
    Pause,
    /// A failure of the platform's own.
    Failed(u16),
    /// It contradicts itself, and vouches for nothing.
    Unclear,
}

impl Policy {
    /// The policy of a code, where the platform says these words with it.
    pub(super) fn of(code: &str, words: &str) -> Self {
        match code {
            "00" => Self::Stored,
            _ if words.contains(COMPANY_IS_THERE) => Self::Refused(Alone::Delivered),
            "10" | "11" | "43" | "99" if is_duplicate(words) => Self::Refused(Alone::Delivered),
            "10" => Self::Partial,
            "24" | "25" | "26" | "29" | "32" => Self::Pause,
            "30" | "31" => Self::Clock,
            "47" => Self::Refused(Alone::Held),
            "48" => Self::Refused(Alone::Delivered),
            // 11, 40, 41, 43 and 99; and codes that nobody has written down.
            _ => match code.parse() {
                Ok(status @ 500..=599) => Self::Failed(status),
                _ => Self::Refused(Alone::Rejected),
            },
        }
    }
}

/// Whether words are those of code 48: one of their clauses says nothing else.
pub(super) fn is_duplicate(words: &str) -> bool {
    let mut clauses = words.split(|c: char| !c.is_alphabetic() || c.is_ascii());
    clauses.any(|clause| DUPLICATE.contains(&clause))
}

/// A code as text of two digits: `0`, `0.0` and `000` are 00.
pub(super) fn normal(code: &str) -> String {
    let code = whole(code.trim());
    if !code.is_empty() && code.bytes().all(|c| c.is_ascii_digit()) {
        let digits = code.trim_start_matches('0');
        return format!("{digits:0>2}");
    }
    code
}

/// What the code of a list's entry claims of its record.
pub(super) fn claims(code: &str) -> Claims {
    match normal(code).as_str() {
        "00" | "200" => Claims::STORED,
        "11" | "24" | "25" | "26" | "29" | "30" | "31" | "32" | "40" | "41" | "43" | "47"
        | "48" | "99" => Claims::FAILED,
        code => match (Claims::of_text(code), code.parse()) {
            (_, Ok(400..=499)) => Claims::FAILED,
            (claims @ (Claims::STORED | Claims::FAILED), Err(_)) => claims,
            _ => Claims::UNCLEAR,
        },
    }
}

/// What a person can do about a code whatever was called; `None` where the platform's words must do.
pub(super) fn remedy(code: &str) -> Option<String> {
    Some(match code {
        "24" => text!("platform-cwr-check-parameters"),
        "25" => text!("platform-cwr-check-secret"),
        "26" => text!("platform-cwr-check-rights"),
        "29" => text!("platform-cwr-check-key"),
        "47" => text!("platform-cwr-not-there"),
        _ => return None,
    })
}
