//! Files below a folder, and never outside of it.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{LARGEST, MediaError};

/// A folder, and how a column's paths lead into it.
#[derive(Clone, Debug)]
pub(super) struct Folder {
    /// The folder.
    pub(super) root: PathBuf,
    /// What stands before the paths in the column, for the folder: `D:\upload\`.
    pub(super) strip: Option<String>,
}

impl Folder {
    /// The content of the file at `path`.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) fn read(&self, path: &str) -> Result<Vec<u8>, MediaError> {
        let found = self.find(path)?;
        // Before it is opened: opening a pipe would wait for a writer.
        let length = file_length(&found)?;
        if length > LARGEST as u64 {
            return Err(MediaError::TooLarge);
        }
        let mut content = Vec::with_capacity(length as usize);
        let file = File::open(&found).map_err(unread)?;
        file.take(LARGEST as u64 + 1)
            .read_to_end(&mut content)
            .map_err(unread)?;
        if content.len() > LARGEST {
            return Err(MediaError::TooLarge);
        }
        Ok(content)
    }

    /// Size and time of change of the file at `path`; `None` where there is none.
    pub(super) fn stamp(&self, path: &str) -> Option<String> {
        let metadata = self.find(path).ok()?.metadata().ok()?;
        let changed = metadata.modified().ok()?;
        let changed = changed.duration_since(UNIX_EPOCH).unwrap_or_default();
        Some(format!("{} {}", metadata.len(), changed.as_nanos()))
    }

    /// The file, all links followed: it lies below the folder, whatever `path` says.
    fn find(&self, path: &str) -> Result<PathBuf, MediaError> {
        let path = self.stripped(path).replace('\\', "/");
        let drive = path.as_bytes().get(1) == Some(&b':');
        if path.starts_with('/') || drive {
            return Err(MediaError::Absolute);
        }
        if path.split('/').any(|part| part == "..") {
            return Err(MediaError::Outside);
        }
        let root = self
            .root
            .canonicalize()
            .map_err(|_| MediaError::FolderGone)?;
        let found = root.join(path).canonicalize().map_err(unread)?;
        if found.starts_with(&root) {
            Ok(found)
        } else {
            Err(MediaError::Outside)
        }
    }

    /// The path without what stands for the folder; Windows does not tell upper from lower case.
    fn stripped<'a>(&self, path: &'a str) -> &'a str {
        let Some(strip) = &self.strip else {
            return path;
        };
        match (path.get(..strip.len()), path.get(strip.len()..)) {
            (Some(before), Some(rest)) if before.eq_ignore_ascii_case(strip) => rest,
            _ => path,
        }
    }
}

fn file_length(path: &Path) -> Result<u64, MediaError> {
    let metadata = path.metadata().map_err(unread)?;
    if metadata.is_file() {
        Ok(metadata.len())
    } else {
        Err(MediaError::NoFile)
    }
}

fn unread(error: io::Error) -> MediaError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidInput => {
            MediaError::Missing
        }
        ErrorKind::InvalidFilename => MediaError::Missing,
        ErrorKind::PermissionDenied => MediaError::Forbidden,
        kind => MediaError::Unread(kind),
    }
}
