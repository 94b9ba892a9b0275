//! The SQLite file that the state lies in: whether it still is the one that was opened, and sound.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Connection, Executor, Row};
use tokio::sync::Mutex;
use tracing::debug;

use super::{Ledger, LedgerError};

/// What is put behind the file's name for what is saved of it.
const RESCUED: &str = ".rescued";

/// How often a file of this size is read through; a larger one as much more rarely, so that reading takes little of the time.
const OFTEN: Duration = Duration::from_secs(20);
const SIZE: u64 = 64 << 20;

/// The file of a state in SQLite.
#[derive(Debug)]
pub(super) struct StateFile {
    path: PathBuf,
    url: String,
    /// Which file it was when it was opened.
    identity: Option<Identity>,
    /// When it is read through again.
    next: Mutex<Instant>,
    /// It is another file by now.
    lost: AtomicBool,
}

/// What tells a file from another one of the same name.
type Identity = (u64, u64);

impl StateFile {
    /// The file that a connection to `url` opened just now.
    pub(super) fn of_url(url: &str) -> Option<Self> {
        let path = path_of(url)?;
        let identity = identity(&path);
        Some(Self {
            path,
            url: url.to_owned(),
            identity,
            next: Mutex::new(Instant::now()),
            lost: AtomicBool::new(false),
        })
    }

    /// Refuses to make a new file where an old one was saved beside it.
    pub(super) fn refuse_anew(url: &str) -> Result<(), LedgerError> {
        let Some(path) = path_of(url) else {
            return Ok(());
        };
        let rescued = rescued(&path);
        if !path.exists() && rescued.exists() {
            return Err(LedgerError::NotPutBack {
                path: path.display().to_string(),
                rescued: rescued.display().to_string(),
            });
        }
        Ok(())
    }

    /// Closes the connections, with all that was written in the one file. Not where that is another file by now: SQLite
    /// would delete what lies beside that one.
    pub(super) async fn close(&self, pool: &AnyPool) {
        if self.lost.load(Ordering::Relaxed) {
            std::mem::forget(pool.clone());
            return;
        }
        self.checkpoint(pool).await;
        pool.close().await;
    }

    async fn checkpoint(&self, pool: &AnyPool) {
        if let Err(error) = pool.execute("PRAGMA wal_checkpoint(TRUNCATE)").await {
            debug!(%error, "the state was closed without a checkpoint");
        }
    }

    /// Looks whether the file is there and sound.
    async fn look(&self, pool: &AnyPool) -> Result<(), LedgerError> {
        if self.identity.is_some() && identity(&self.path) != self.identity {
            self.lost.store(true, Ordering::Relaxed);
            return Err(self.rescue(pool).await);
        }
        let mut next = self.next.lock().await;
        if *next > Instant::now() {
            return Ok(());
        }
        self.read_through().await?;
        let size = std::fs::metadata(&self.path).map_or(0, |file| file.len());
        let times = u32::try_from(size / SIZE).unwrap_or(u32::MAX);
        *next = Instant::now() + OFTEN * (times + 1);
        Ok(())
    }

    /// Reads all of the file by a connection of its own, which knows nothing of it yet.
    async fn read_through(&self) -> Result<(), LedgerError> {
        let mut connection = AnyConnection::connect(&self.url).await?;
        let found = connection.fetch_one("PRAGMA quick_check(1)").await;
        let said: Result<String, LedgerError> =
            found.and_then(|row| row.try_get(0)).map_err(Into::into);
        connection.close().await?;
        match said?.as_str() {
            "ok" => Ok(()),
            other => Err(LedgerError::Damaged {
                error: other.to_owned(),
            }),
        }
    }

    /// The file is lost to other processes; the connections that are open still see it, and save what it holds.
    async fn rescue(&self, pool: &AnyPool) -> LedgerError {
        let (path, rescued) = (self.path.display().to_string(), rescued(&self.path));
        let name = rescued.display().to_string();
        let into = format!("VACUUM INTO '{}'", name.replace('\'', "''"));
        let saved = async {
            let mut connection = pool.acquire().await?;
            // A connection that was opened since sees the file that took its place, which is empty.
            connection.execute("SELECT id FROM shangbao_route").await?;
            connection.execute(AssertSqlSafe(into)).await
        };
        match saved.await {
            Ok(_) => LedgerError::Rescued {
                path,
                rescued: name,
            },
            Err(error) => {
                debug!(%error, "what the state held could not be saved");
                LedgerError::Lost { path }
            }
        }
    }
}

impl Ledger {
    /// Looks whether the state is where it was and sound, as far as that can be seen: of SQLite, its file.
    ///
    /// # Errors
    /// A file that is damaged, or that was deleted, moved or replaced. What it held is then saved beside it where that can be done.
    pub async fn look_at_file(&self) -> Result<(), LedgerError> {
        match &self.file {
            Some(file) => file.look(&self.pool).await,
            None => Ok(()),
        }
    }

    /// Tries whether the state can be written, by a write that changes nothing.
    pub async fn try_to_write(&self) -> Result<(), LedgerError> {
        let mut transaction = self.begin().await?;
        sqlx::query(self.sql.salt_touch)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await
    }

    /// Writes a copy of a state in SQLite to a file that is not there yet; `false` for other databases, which have their own ways.
    pub async fn back_up(&self, to: &Path) -> Result<bool, LedgerError> {
        if self.file.is_none() {
            return Ok(false);
        }
        let name = to.display().to_string().replace('\'', "''");
        let into = format!("VACUUM INTO '{name}'");
        self.pool.execute(AssertSqlSafe(into)).await?;
        Ok(true)
    }
}

fn path_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let path = rest.split_once('?').map_or(rest, |(path, _)| path);
    (path != ":memory:").then(|| PathBuf::from(path))
}

fn rescued(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(RESCUED);
    name.into()
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let file = std::fs::metadata(path).ok()?;
    Some((file.dev(), file.ino()))
}

// Elsewhere an open file cannot be deleted.
#[cfg(not(unix))]
fn identity(_: &Path) -> Option<Identity> {
    None
}
