//! What each code asks for (CWR document, section 2.4; 24 to 43 as the platform's siblings use them).

use chrono::TimeDelta;

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

/// Whether a code says that a parameter of the call is missing or wrong: its version may be.
pub(super) fn is_of_a_parameter(code: &str) -> bool {
    matches!(code, "32" | "40" | "41")
}

/// The call that was answered, as far as what a person can do depends on it.
#[derive(Clone, Debug, Default)]
pub(in crate::platform::cwr) struct Called {
    function: String,
    version: String,
    /// How far the platform's clock is ahead, where that is known.
    ahead: Option<TimeDelta>,
}

impl Called {
    /// A call of a function with this version.
    pub(in crate::platform::cwr) fn new(
        function: &str,
        version: &str,
        ahead: Option<TimeDelta>,
    ) -> Self {
        Self {
            function: function.to_owned(),
            version: version.to_owned(),
            ahead,
        }
    }

    /// What a person can do about the code of a call; `None` where the platform's words must do.
    pub(super) fn remedy(&self, code: &str) -> Option<String> {
        let (function, version) = (self.function.as_str(), self.version.as_str());
        Some(match code {
            "32" => text!(
                "platform-cwr-set-version",
                function = function,
                version = version
            ),
            "40" | "41" => text!(
                "platform-cwr-check-call",
                function = function,
                version = version,
                clock = self.clock()
            ),
            _ => return remedy(code),
        })
    }

    /// What a person can do about the code of a record.
    pub(super) fn remedy_of_record(&self, code: &str) -> Option<String> {
        let remedy = self.remedy(code)?;
        Some(match code {
            "40" | "41" => text!("platform-cwr-where-all", remedy = remedy),
            _ => remedy,
        })
    }

    /// The difference of the clocks, in whole minutes, so that the same reason has the same words.
    fn clock(&self) -> String {
        let Some(ahead) = self.ahead else {
            return text!("platform-cwr-clock-unknown");
        };
        let seconds = ahead.num_seconds();
        let minutes = (seconds + 30 * seconds.signum()) / 60;
        let of = minutes.abs().to_string();
        match minutes {
            0 => text!("platform-cwr-clock-agrees"),
            1.. => text!("platform-cwr-clock-ahead", minutes = of),
            _ => text!("platform-cwr-clock-behind", minutes = of),
        }
    }
}

fn remedy(code: &str) -> Option<String> {
    Some(match code {
        "24" => text!("platform-cwr-check-parameters"),
        "25" => text!("platform-cwr-check-secret"),
        "26" => text!("platform-cwr-check-rights"),
        "29" => text!("platform-cwr-check-key"),
        "47" => text!("platform-cwr-not-there"),
        _ => return None,
    })
}
