//! What each code asks for (CWR document, section 2.4; 24 to 43 as the platform's siblings use them).

use crate::language::text;
use crate::platform::Alone;

/// The platform's words for a company that it has already.
const COMPANY_IS_THERE: &str = "企业已经存在这个工程中";

/// What a code asks for.
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
}

impl Policy {
    /// The policy of a code, where the platform says these words with it.
    pub(super) fn of(code: &str, words: &str) -> Self {
        match code {
            "00" => Self::Stored,
            _ if words.contains(COMPANY_IS_THERE) => Self::Refused(Alone::Delivered),
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

/// What a person can do about a code; `None` where the platform's words must do.
pub(in crate::platform::cwr) fn remedy(code: &str) -> Option<String> {
    Some(match code {
        "24" => text!("platform-cwr-check-parameters"),
        "25" => text!("platform-cwr-check-secret"),
        "26" => text!("platform-cwr-check-rights"),
        "29" => text!("platform-cwr-check-key"),
        "32" => text!("platform-cwr-set-version"),
        "40" | "41" => text!("platform-cwr-other-version"),
        "47" => text!("platform-cwr-not-there"),
        _ => return None,
    })
}
