//! The SQLite file that the state lies in: whether it still is the one that was opened, and sound.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, Connection, Executor, Row};
use tokio::sync::Mutex;
use tracing::{debug, warn};

use super::private::keep_private;
use super::{Ledger, LedgerError};

/// What is put behind the file's name for what is saved of it.
const RESCUED: &str = ".rescued";

/// Reads something of the state.
const READ: &str = "SELECT id FROM shangbao_route";

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
        let newest = rescued(&path).take_while(|copy| copy.exists()).last();
        if let Some(rescued) = newest.filter(|_| !path.exists()) {
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
        self.renew_log(pool).await?;
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

    /// Where what SQLite keeps beside the file was deleted, other processes no longer see what is written there: it is brought into the
    /// file, and begun anew.
    async fn renew_log(&self, pool: &AnyPool) -> Result<(), LedgerError> {
        let mut connection = pool.acquire().await?;
        // From its first read on a connection has them open.
        connection.fetch_optional(READ).await?;
        let mode: String = connection
            .fetch_one("PRAGMA journal_mode")
            .await?
            .try_get(0)?;
        let is_there = |end: &&str| beside(&self.path, end).exists();
        if mode != "wal" || ["-wal", "-shm"].iter().all(is_there) {
            return Ok(());
        }
        warn!(path = %self.path.display(), "the -wal or -shm file beside the state was deleted: what it held is brought into the state, and a new one is begun");
        connection
            .execute("PRAGMA wal_checkpoint(TRUNCATE)")
            .await?;
        connection.detach().close().await?;
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
        let path = self.path.display().to_string();
        // What was saved before is not ours to lose.
        let rescued = rescued(&self.path).find(|copy| !copy.exists());
        let Some(rescued) = rescued else {
            return LedgerError::Lost { path };
        };
        let name = rescued.display().to_string();
        let saved = async {
            let mut connection = pool.acquire().await?;
            // A connection that was opened since sees the file that took its place, which is empty.
            connection.execute(READ).await?;
            copy(&mut connection, &rescued).await
        };
        match saved.await {
            Ok(()) => LedgerError::Rescued {
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
        let mut connection = self.pool.acquire().await?;
        copy(&mut connection, to).await?;
        Ok(true)
    }
}

/// Copies the whole state to a file that is its owner's alone from the first byte on.
async fn copy(connection: &mut AnyConnection, to: &Path) -> Result<(), sqlx::Error> {
    if to.exists() {
        // An older copy is not ours to lose.
        return Err(std::io::Error::from(std::io::ErrorKind::AlreadyExists).into());
    }
    let name = to.display().to_string();
    keep_private(&format!("sqlite:{name}?mode=rwc"));
    let into = format!("VACUUM INTO '{}'", name.replace('\'', "''"));
    let copied = connection.execute(AssertSqlSafe(into)).await;
    if copied.is_err() {
        // What is empty or half is no copy.
        let _ = std::fs::remove_file(to);
    }
    copied.map(|_| ())
}

fn path_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let path = rest.split_once('?').map_or(rest, |(path, _)| path);
    (path != ":memory:").then(|| PathBuf::from(path))
}

/// The names for what is saved of a file, in the order in which they are taken: a second one where the first is still there.
fn rescued(path: &Path) -> impl Iterator<Item = PathBuf> {
    let more = (2..100).map(|number| format!("{RESCUED}-{number}"));
    let ends = std::iter::once(RESCUED.to_owned()).chain(more);
    ends.map(|end| beside(path, &end))
}

/// The file beside this one whose name goes on like that.
fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
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
