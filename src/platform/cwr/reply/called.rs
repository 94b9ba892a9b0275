//! The call that a reply answers, and what a person can do about its code.

use chrono::TimeDelta;

use super::codes::remedy;
use crate::language::text;

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
