//! A site's database: change streams and rows.
//!
//! One seam, [`ChangeSource`]. What all databases share stands in `streams`, `reader`, `statement` and
//! `scan` (keys and parameters); what differs, in `postgres`, `mysql` and `sqlite`, which hold the same
//! functions in the same order.

mod bounds;
mod charset;
mod check;
mod driver;
mod error;
mod gap;
mod key;
mod mask;
mod misread;
mod moment;
mod mysql;
mod outline;
mod page;
mod position;
mod postgres;
mod query;
mod reached;
mod reader;
pub mod row;
mod scan;
mod sqlite;
mod statement;
mod statements;
mod stream;
mod streams;
mod writer;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use chrono_tz::Tz;
use secrecy::{ExposeSecret, SecretString};

use crate::language::text;
use crate::sql::Dialect;
use driver::Access;

pub use bounds::Bounds;
pub use charset::Charset;
pub use check::{Concern, Severity, check};
pub use error::SourceError;
pub use gap::{Gap, Holder, Span};
pub use key::Key;
pub use misread::{Misread, is_utf8_in_gbk, misread};
pub use moment::epoch;
pub use outline::{Holds, Outline, OutlineColumn};
pub use page::{Page, Sighting};
pub use position::{
    FlagPosition, KeyPart, LogPosition, Look, Open, Place, Position, RangePosition, RowFingerprint,
    ScanPosition, TxSnapshots, UpdatedPosition,
};
pub use postgres::{cannot_listen, listen};
pub use query::{Param, Query, QueryProblem};
pub use reached::reached;
pub use row::{Column, RowSet, Value};
pub use stream::{Begin, Flag, Op, Stream, StreamKind, TimeUnit};
pub use writer::{Hold, Writer};

/// How to reach a source.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Name in the configuration.
    pub name: String,
    /// Database URL with credentials.
    pub url: SecretString,
    /// Zone of times that carry none.
    pub timezone: Tz,
    /// Most connections held at once.
    pub max_connections: u32,
    /// Longest a statement may run.
    pub statement_timeout: Duration,
    /// How texts are read.
    pub charset: Charset,
    /// How long a missing id of a MySQL or MariaDB log must show no sign of life before it is given up.
    /// `None`: 60 s, or 10 s more than the server lets a writer wait for a lock where that is longer.
    pub gap_patience: Option<Duration>,
}

/// A site's database, read-only.
///
/// Contract, for every implementation:
/// - Nothing is ever written, and no lock is taken that a writer could wait for.
/// - Each call reads with connections of its own and gives them back before it returns; no row stream is held open.
///   While all are busy, a call waits for as long as a statement may run.
/// - A value that breaks a statement (SQLSTATE class 22; on MySQL any warning that is not known to be harmless; a key that a column's
///   character set cannot hold) is [`SourceError::Value`]; every other refusal of the statement is [`SourceError::Sql`]; a
///   database that cannot be reached or does not answer in time is [`SourceError::Unreachable`].
/// - Rows are read as they come. An answer beyond its [`Bounds`] is broken off, with its connection.
#[async_trait]
pub trait ChangeSource: Send + Sync {
    /// The position of a stream that was never read, so that [`ChangeSource::page`] from it yields what `begin` asks for.
    async fn begin(&self, stream: &Stream, begin: &Begin) -> Result<Position, SourceError>;

    /// The next at most `limit` changes after `position`, in the stream's order, and the position behind
    /// them. Of a log also the rows below `position` that were committed late, once each time the stream was read to its
    /// end; such a page holds nothing else. Its keys are those of the stream's table: `expand` is the caller's to ask by [`ChangeSource::rows`].
    async fn page(
        &self,
        stream: &Stream,
        position: &Position,
        limit: u32,
    ) -> Result<Page, SourceError>;

    /// The rows of `query` for `keys`, which are bound wherever `:keys` stands. All columns are decoded. Without a key the
    /// statement is run with NULL in the place of one: it finds nothing, and what fails then is no key's fault.
    async fn rows(
        &self,
        query: &Query,
        keys: &[Key],
        bounds: Bounds,
    ) -> Result<RowSet, SourceError>;
}

/// A source by its settings. No connection is made before the first use.
///
/// # Errors
/// [`SourceError::Sql`] with code `url` when the URL cannot be understood.
pub fn connect(settings: Settings) -> Result<Arc<dyn ChangeSource>, SourceError> {
    match Dialect::of_url(settings.url.expose_secret()) {
        Some(Dialect::Sqlite) => Ok(Arc::new(sqlite::Sqlite::new(settings, Access::Read)?)),
        Some(Dialect::Postgres) => Ok(Arc::new(postgres::Postgres::new(settings, Access::Read)?)),
        Some(Dialect::MySql) => Ok(Arc::new(mysql::MySql::new(settings, Access::Read)?)),
        None => Err(unknown_scheme(&settings)),
    }
}

/// The same, for writing flags back: the URL is that of an account that may update them.
///
/// # Errors
/// As [`connect`].
pub fn connect_writer(settings: Settings) -> Result<Arc<Writer>, SourceError> {
    let sessions: Box<dyn writer::Sessions> = match Dialect::of_url(settings.url.expose_secret()) {
        Some(Dialect::Sqlite) => Box::new(sqlite::Sqlite::new(settings, Access::Write)?),
        Some(Dialect::Postgres) => Box::new(postgres::Postgres::new(settings, Access::Write)?),
        Some(Dialect::MySql) => Box::new(mysql::MySql::new(settings, Access::Write)?),
        None => return Err(unknown_scheme(&settings)),
    };
    Ok(Arc::new(Writer::new(sessions)))
}

fn unknown_scheme(settings: &Settings) -> SourceError {
    unusable_url(&settings.name, &text!("database-url-scheme"))
}

/// A URL that cannot be used, and why; never the URL, which may hold a password.
fn unusable_url(source: &str, reason: &str) -> SourceError {
    SourceError::Sql {
        code: "url".to_owned(),
        message: text!("source-url", source = source, reason = reason),
    }
}
