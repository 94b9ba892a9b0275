//! What each code asks for (CWR document, section 2.4; 24 to 43 as the platform's siblings use them).

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

/// What a person can do about a code; empty where the platform's words must do.
pub(in crate::platform::cwr) fn remedy(code: &str) -> &'static str {
    match code {
        "24" => {
            "a parameter of the signature did not arrive: check `proxy` and the gateway between"
        }
        "25" => "check `api_secret`; `shangbao sign` shows how the signature comes about",
        "26" => {
            "check that `api_key` belongs to `client_serial`, and that the account has the right to this function"
        }
        "29" => "check `api_key`: the account is unknown there or disabled",
        "32" => "set `api_version` to \"1.0\" or \"1.1\"",
        "40" | "41" => {
            "where all records are refused so, the function may want another `api_version` (\"1.0\" or \"1.1\")"
        }
        "47" => {
            "either what it needs is not there yet, or Project_ID, the company's name or the identity number is wrong"
        }
        _ => "",
    }
}
