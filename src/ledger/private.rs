//! The state's file is its owner's alone: it holds keys, verdicts, and the salt beside the hashes of people's numbers.

use std::path::Path;

/// Makes the file of a SQLite URL readable for nobody else, with those that SQLite lays beside it; makes it where there is
/// none, so that it never was. A file that is somebody else's cannot be changed: that is said in the log.
#[cfg(unix)]
pub(super) fn keep_private(url: &str) {
    use std::fs::{self, OpenOptions, Permissions};
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};

    let Some(path) = file(url) else { return };
    if url.contains("mode=rwc") {
        // That it is there already, or cannot be made, is SQLite's to find out.
        let mut private = OpenOptions::new();
        let _ = private.write(true).create_new(true).mode(0o600).open(path);
    }
    for end in ["", "-wal", "-shm", "-journal"] {
        let path = format!("{path}{end}");
        let path = Path::new(&path);
        let Ok(found) = fs::metadata(path) else {
            continue;
        };
        let mode = found.permissions().mode();
        if mode & 0o077 == 0 || !found.is_file() {
            continue;
        }
        match fs::set_permissions(path, Permissions::from_mode(mode & 0o700)) {
            Ok(()) => tracing::info!(
                path = %path.display(),
                "others could read the state's file ({:o}); now only its owner can",
                mode & 0o777
            ),
            Err(error) => tracing::warn!(
                path = %path.display(), %error,
                "others can read the state's file ({:o}), and it is not ours to change: have its owner run chmod 600 on it",
                mode & 0o777
            ),
        }
    }
}

/// Elsewhere a folder's rights are its files'.
#[cfg(not(unix))]
pub(super) fn keep_private(_: &str) {}

/// The path in a URL as the pool has it: `sqlite:state.db?mode=rwc`.
#[cfg(unix)]
fn file(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("sqlite:")?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let in_memory = path == ":memory:" || query.contains("mode=memory") || path.is_empty();
    (!in_memory && !path.starts_with("file:")).then_some(path)
}

/// Who else may do what with the state's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exposure {
    /// Others may read or write this file, whose mode this is.
    File(String, u32),
    /// Others may write in this folder, whose mode this is, and so put another file in the state's place.
    Folder(String, u32),
}

/// What others may do with the file of a SQLite URL as it is now.
#[cfg(unix)]
pub fn exposures(url: &str) -> Vec<Exposure> {
    use std::os::unix::fs::PermissionsExt;

    let url = super::open::sqlite_url(url);
    let Some(path) = file(&url) else {
        return Vec::new();
    };
    let mode = |path: &Path| {
        let found = std::fs::metadata(path).ok();
        found.map(|found| found.permissions().mode() & 0o7777)
    };
    let files = ["", "-wal", "-shm", "-journal"].map(|end| format!("{path}{end}"));
    let mut exposures: Vec<Exposure> = files
        .into_iter()
        .filter_map(|path| mode(Path::new(&path)).map(|mode| (path, mode)))
        .filter(|(_, mode)| mode & 0o077 != 0)
        .map(|(path, mode)| Exposure::File(path, mode))
        .collect();
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    // In a folder like /tmp nobody may replace another's file.
    let open = mode(folder).filter(|mode| mode & 0o022 != 0 && mode & 0o1000 == 0);
    exposures.extend(open.map(|mode| Exposure::Folder(folder.display().to_string(), mode)));
    exposures
}

/// Elsewhere a folder's rights are its files'.
#[cfg(not(unix))]
pub fn exposures(_: &str) -> Vec<Exposure> {
    Vec::new()
}
