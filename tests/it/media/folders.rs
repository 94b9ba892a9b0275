//! Files below a folder, and never outside of it.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use shangbao::media::{Files, LARGEST, Made, Make, MediaError, Origin, Settings};
use tempfile::TempDir;

const PDF: &[u8] = b"%PDF-1.4\n%%EOF";

struct Shelf {
    _around: TempDir,
    files: Files,
    root: std::path::PathBuf,
}

/// A folder `photos` with `a.pdf` and `2026/b.pdf`, and beside it `secret.pdf`.
fn shelf(strip: Option<&str>) -> Shelf {
    let around = tempfile::tempdir().unwrap();
    let root = around.path().join("photos");
    std::fs::create_dir_all(root.join("2026")).unwrap();
    for path in ["photos/a.pdf", "photos/2026/b.pdf", "secret.pdf"] {
        std::fs::write(around.path().join(path), PDF).unwrap();
    }
    let files = Files::new(&Settings {
        root: Some(root.clone()),
        strip: strip.map(str::to_owned),
        ..Settings::default()
    });
    Shelf {
        files: files.unwrap(),
        root,
        _around: around,
    }
}

impl Shelf {
    async fn read(&self, path: &str) -> Result<Vec<u8>, MediaError> {
        let origin = Origin::File(path.to_owned());
        match self.files.load(origin, Make::Attachment).await? {
            Made::Attachment(attachment) => Ok(attachment.content),
            Made::Photo(_) => panic!("no attachment"),
        }
    }

    fn stamp(&self, path: &str) -> Option<String> {
        self.files.stamp(&Origin::File(path.to_owned()))
    }
}

#[tokio::test]
async fn a_path_starts_at_the_folder() {
    let shelf = shelf(None);
    for path in ["a.pdf", "2026/b.pdf", "2026\\b.pdf", "./2026//b.pdf"] {
        assert_eq!(shelf.read(path).await, Ok(PDF.to_vec()), "{path}");
    }
}

#[tokio::test]
async fn what_stands_for_the_folder_is_taken_away() {
    let windows = shelf(Some("D:\\upload\\"));
    for path in ["D:\\upload\\2026\\b.pdf", "d:\\Upload\\a.pdf", "a.pdf"] {
        assert_eq!(windows.read(path).await, Ok(PDF.to_vec()), "{path}");
    }
    assert_eq!(
        windows.read("E:\\upload\\a.pdf").await,
        Err(MediaError::Absolute)
    );
    let web = shelf(Some("/"));
    assert_eq!(web.read("/2026/b.pdf").await, Ok(PDF.to_vec()));
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let shelf = shelf(Some("up/"));
    let outside = shelf.root.join("../secret.pdf");
    symlink(&outside, shelf.root.join("link.pdf")).unwrap();
    symlink(shelf.root.join(".."), shelf.root.join("2026/up")).unwrap();
    symlink(shelf.root.join("a.pdf"), shelf.root.join("inside.pdf")).unwrap();
    let cases = [
        ("../secret.pdf", MediaError::Outside),
        ("2026/../../secret.pdf", MediaError::Outside),
        ("2026\\..\\..\\secret.pdf", MediaError::Outside),
        ("up/../secret.pdf", MediaError::Outside),
        ("link.pdf", MediaError::Outside),
        ("2026/up/secret.pdf", MediaError::Outside),
        ("/etc/passwd", MediaError::Absolute),
        ("up//etc/passwd", MediaError::Absolute),
        ("\\\\server\\share\\a.pdf", MediaError::Absolute),
        ("C:a.pdf", MediaError::Absolute),
        (outside.to_str().unwrap(), MediaError::Absolute),
    ];
    for (path, reason) in cases {
        assert_eq!(shelf.read(path).await, Err(reason), "{path}");
        assert_eq!(shelf.stamp(path), None, "{path}");
    }
    assert_eq!(shelf.read("inside.pdf").await, Ok(PDF.to_vec()));
}

#[tokio::test]
async fn what_cannot_be_read_is_told_apart() {
    let shelf = shelf(None);
    let large = std::fs::File::create(shelf.root.join("large.pdf")).unwrap();
    large.set_len(LARGEST as u64 + 1).unwrap();
    std::fs::write(shelf.root.join("empty.pdf"), b"").unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(shelf.root.join("pipe"))
        .status();
    assert!(pipe.unwrap().success());
    for (path, reason) in [
        ("gone.pdf", MediaError::Missing),
        ("gone/b.pdf", MediaError::Missing),
        ("a.pdf/b.pdf", MediaError::Missing),
        ("a\0.pdf", MediaError::Missing),
        ("2026", MediaError::NoFile),
        ("pipe", MediaError::NoFile),
        ("large.pdf", MediaError::TooLarge),
        ("empty.pdf", MediaError::Empty),
    ] {
        assert_eq!(shelf.read(path).await, Err(reason.clone()), "{path}");
        assert!(!reason.is_passing());
    }
}

#[tokio::test]
async fn a_file_that_may_not_be_read_is_refused() {
    let shelf = shelf(None);
    let path = shelf.root.join("a.pdf");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    // The superuser may read everything.
    if std::fs::read(&path).is_err() {
        assert_eq!(shelf.read("a.pdf").await, Err(MediaError::Forbidden));
    }
}

#[tokio::test]
async fn a_folder_that_is_not_mounted_says_nothing_about_its_files() {
    let shelf = shelf(None);
    std::fs::rename(&shelf.root, shelf.root.with_extension("away")).unwrap();
    let refused = shelf.read("a.pdf").await.unwrap_err();
    assert_eq!(refused, MediaError::FolderGone);
    assert!(refused.is_passing());
}

#[tokio::test]
async fn a_stamp_changes_with_the_file() {
    let shelf = shelf(None);
    let before = shelf.stamp("a.pdf").unwrap();
    assert_eq!(shelf.stamp("a.pdf"), Some(before.clone()));
    std::fs::write(shelf.root.join("a.pdf"), b"%PDF-1.5\n%%EOF..").unwrap();
    assert_ne!(shelf.stamp("a.pdf"), Some(before));
    assert_eq!(shelf.stamp("gone.pdf"), None);
}

#[tokio::test]
async fn no_message_shows_a_path() {
    let shelf = shelf(None);
    for path in ["王建国.pdf", "../王建国", "/王建国", "王建国/.."] {
        let message = shelf.read(path).await.unwrap_err().to_string();
        assert!(!message.contains("王建国"), "{message}");
        assert!(!message.contains(Path::new(&shelf.root).to_str().unwrap()));
    }
}
