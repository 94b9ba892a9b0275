//! HTTP: the only place that speaks it.

use std::path::PathBuf;
use std::time::Duration;

use thiserror::Error;

/// How requests leave for a platform.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// Longest a request may take, connection included.
    pub timeout: Duration,
    /// A proxy's URL; those of the environment are ignored.
    pub proxy: Option<String>,
    /// The local address to go out from.
    pub bind: Option<std::net::IpAddr>,
    /// Certificates to trust besides the system's.
    pub ca_file: Option<PathBuf>,
}

/// Why a way out could not be set up.
#[derive(Debug, Error)]
pub enum TransportError {
    /// A setting that cannot be used.
    #[error("`{setting}`: {message}")]
    Setting {
        /// The setting's name.
        setting: &'static str,
        /// What is wrong with it.
        message: String,
    },
}
