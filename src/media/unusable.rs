//! Why a photo or an attachment cannot be sent: the one place such text is made. No path, address or name is in it.

use thiserror::Error;

use super::LARGEST;

/// Why a photo or an attachment cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unusable {
    /// The source says of no folder.
    #[error("names a file, and the source has no `files = {{ root = \"..\" }}` in jobs.toml")]
    NoFolder,
    /// The folder itself is not there: nothing about the file.
    #[error("the folder `root` of the source's `files` cannot be opened; is it mounted?")]
    FolderGone,
    /// No such file.
    #[error("the file is not there, below `root` of the source's `files`")]
    Missing,
    /// A path that is complete already.
    #[error(
        "holds an absolute path; say what of it stands for `root`, with `strip` in the source's `files`"
    )]
    Absolute,
    /// A path that leads elsewhere.
    #[error("the path leads out of `root` of the source's `files`")]
    Outside,
    /// A folder, a device.
    #[error("the path is no file")]
    NoFile,
    /// Not ours to read.
    #[error("the file may not be read by the user that shangbao runs as")]
    Forbidden,
    /// A failing disk or share.
    #[error("the file cannot be read now: {0}")]
    Unread(std::io::ErrorKind),
    /// The source says of no host.
    #[error("names an address of a host that is not in `allowed_hosts` of the source's `files`")]
    HostNotAllowed,
    /// No address.
    #[error("holds no address; for relative ones set `base_url` in the source's `files`")]
    NoAddress,
    /// The web server has no such file.
    #[error("its address was answered by status {0}")]
    Status(u16),
    /// The web server does not work.
    #[error("its host does not answer: {0}")]
    Unreachable(String),
    /// More than is read.
    #[error("the file is larger than {} MiB", LARGEST >> 20)]
    TooLarge,
    /// Nothing.
    #[error("the file is empty")]
    Empty,
    /// Text that is no Base64.
    #[error("the text is no Base64")]
    NoBase64,
    /// No photo by its content.
    #[error("the content is neither JPEG nor PNG nor BMP")]
    NoPhoto,
    /// Not to its end.
    #[error("the photo breaks off: it was not stored whole")]
    Truncated,
    /// Of a size that only a mistake or an attack has.
    #[error("the photo has more than {0} million pixels")]
    TooManyPixels(u64),
    /// Damaged inside.
    #[error("the photo cannot be decoded")]
    Damaged,
    /// It stays too large.
    #[error("the photo cannot be made as small as `max_bytes`")]
    TooSmall,
    /// No attachment by its content.
    #[error("the content is neither an image (JPEG, PNG, GIF, BMP, WebP) nor a PDF")]
    NoAttachment,
}

impl Unusable {
    /// Whether it may be had later: a folder, disk or host that does not work says nothing about the file.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::FolderGone | Self::Unread(_) | Self::Unreachable(_) => true,
            Self::Status(status) => *status >= 500 || matches!(status, 408 | 429),
            _ => false,
        }
    }
}
