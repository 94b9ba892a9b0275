//! Times as people and programs are shown them.

use std::fmt;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::{Serialize, Serializer};

/// A moment of the ledger (ms) as reports show it: RFC 3339 with +08:00.
pub fn beijing(ms: i64) -> String {
    let hour = 3600;
    let zone = FixedOffset::east_opt(8 * hour);
    let time = DateTime::from_timestamp_millis(ms).zip(zone);
    time.map_or_else(String::new, |(time, zone)| {
        time.with_timezone(&zone)
            .to_rfc3339_opts(SecondsFormat::Secs, false)
    })
}

/// A moment of the ledger (ms), written as [`beijing`] does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&beijing(self.0))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_shown_in_beijing() {
        assert_eq!(beijing(1_772_323_200_000), "2026-03-01T08:00:00+08:00");
    }
}
