//! Why a photo or an attachment cannot be sent: the one place such text is made. No path, address or name is in it.

use thiserror::Error;

use super::LARGEST;
use crate::language::text;

/// Why a photo or an attachment cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MediaError {
    /// The source says of no folder.
    #[error("{}", text!("media-no-folder"))]
    NoFolder,
    /// The folder itself is not there: nothing about the file.
    #[error("{}", text!("media-folder-gone"))]
    FolderGone,
    /// No such file.
    #[error("{}", text!("media-missing"))]
    Missing,
    /// A path that is complete already.
    #[error("{}", text!("media-absolute"))]
    Absolute,
    /// A path that leads elsewhere.
    #[error("{}", text!("media-outside"))]
    Outside,
    /// A folder, a device.
    #[error("{}", text!("media-no-file"))]
    NoFile,
    /// Not ours to read.
    #[error("{}", text!("media-forbidden"))]
    Forbidden,
    /// A failing disk or share.
    #[error("{}", text!("media-unread", error = .0.to_string()))]
    Unread(std::io::ErrorKind),
    /// The source says of no host.
    #[error("{}", text!("media-host-not-allowed"))]
    HostNotAllowed,
    /// No address.
    #[error("{}", text!("media-no-address"))]
    NoAddress,
    /// The web server has no such file.
    #[error("{}", text!("media-status", status = .0.to_string()))]
    Status(u16),
    /// The web server does not work.
    #[error("{}", text!("media-unreachable", reason = .0.as_str()))]
    Unreachable(String),
    /// More than is read.
    #[error("{}", text!("media-too-large", size = (LARGEST >> 20).to_string()))]
    TooLarge,
    /// Nothing.
    #[error("{}", text!("media-empty"))]
    Empty,
    /// Text that is no Base64.
    #[error("{}", text!("media-no-base64"))]
    NoBase64,
    /// No photo by its content.
    #[error("{}", text!("media-no-photo"))]
    NoPhoto,
    /// Not to its end.
    #[error("{}", text!("media-truncated"))]
    Truncated,
    /// Of a size that only a mistake or an attack has.
    #[error("{}", text!("media-too-many-pixels", millions = .0.to_string()))]
    TooManyPixels(u64),
    /// Damaged inside.
    #[error("{}", text!("media-damaged"))]
    Damaged,
    /// It stays too large.
    #[error("{}", text!("media-too-small"))]
    TooSmall,
    /// No attachment by its content.
    #[error("{}", text!("media-no-attachment"))]
    NoAttachment,
}

impl MediaError {
    /// Whether it may be had later: a folder, disk or host that does not work says nothing about the file.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::FolderGone | Self::Unread(_) | Self::Unreachable(_) => true,
            Self::Status(status) => *status >= 500 || matches!(status, 408 | 429),
            _ => false,
        }
    }
}
