//! Which host this is, and who works on it.

use crate::clock::Clock;
use crate::language::text;

/// Who works here: host, process and start, so that no two processes are ever the same.
pub(super) fn holder() -> String {
    text!(
        "ledger-holder",
        host = host(),
        process = std::process::id().to_string(),
        start = crate::time::beijing(Clock::System.now_ms()),
        mark = format!("{:08x}", fastrand::u32(..)),
    )
}

/// The name of this host, as far as it is known.
pub fn host() -> String {
    let from_file = std::fs::read_to_string("/etc/hostname").ok();
    let name = from_file.or_else(|| std::env::var("COMPUTERNAME").ok());
    name.map_or_else(
        || text!("config-app-unknown-host"),
        |name| name.trim().to_owned(),
    )
}
