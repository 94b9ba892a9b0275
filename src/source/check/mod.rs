//! What no poll can save, found before it happens: `shangbao check` asks a database for what would make a stream lose
//! or delay changes. Only SELECT is needed; a fact that this account may not see is itself a concern where it matters.

mod columns;
mod facts;
mod log;
mod updated;

use chrono_tz::Tz;

use super::{ChangeSource, SourceError, Stream, StreamKind};
use crate::language::text;
use crate::sql::Dialect;
use facts::Facts;

pub(super) use facts::CatalogQuery;
pub(super) use log::refuse_untransactional;

/// Something about a stream that a person should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// The stream; `None` where it is about the whole database.
    pub stream: Option<String>,
    /// What was found, and what follows from it.
    pub what: String,
    /// What to do.
    pub remedy: String,
    /// How bad it is.
    pub severity: Severity,
}

/// How bad a concern is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The stream is read, as well as can be.
    Note,
    /// The stream cannot be read like this.
    Wrong,
}

/// Looks for what would make these streams lose or delay changes. `zone` is that of times that carry none.
///
/// # Errors
/// When the database cannot be reached, or a statement about the server is refused.
pub async fn check(
    source: &dyn ChangeSource,
    dialect: Dialect,
    zone: Tz,
    streams: &[Stream],
) -> Result<Vec<Concern>, SourceError> {
    let catalog = CatalogQuery { source, dialect };
    let server = catalog.server(catalog.statements().examine_server).await?;
    let mut concerns = Vec::new();
    of_server(&server, dialect, &mut concerns);
    for stream in streams {
        let mut check = StreamCheck {
            catalog: &catalog,
            server: &server,
            zone,
            stream,
            concerns: Vec::new(),
        };
        if let Err(error) = check.run().await {
            let what = text!("source-unexamined", error = error.to_string());
            check.note(what, text!("source-unexamined-remedy"));
        }
        concerns.append(&mut check.concerns);
    }
    Ok(concerns)
}

fn of_server(server: &Facts, dialect: Dialect, concerns: &mut Vec<Concern>) {
    let mut note = |what: String, remedy: String| {
        concerns.push(Concern {
            stream: None,
            what,
            remedy,
            severity: Severity::Note,
        });
    };
    if server.is("standby") {
        let what = match dialect {
            Dialect::Postgres => text!("source-standby"),
            _ => text!("source-replica"),
        };
        note(what, text!("source-primary-remedy"));
    }
    if server.is("blocks") {
        note(text!("source-no-wal"), text!("source-no-wal-remedy"));
    }
}

/// One stream under examination.
struct StreamCheck<'a> {
    catalog: &'a CatalogQuery<'a>,
    server: &'a Facts,
    zone: Tz,
    stream: &'a Stream,
    concerns: Vec<Concern>,
}

impl StreamCheck<'_> {
    async fn run(&mut self) -> Result<(), SourceError> {
        if self.stream.is_query() {
            return Ok(());
        }
        let table = self.of_table().await?;
        match self.stream.kind {
            StreamKind::Log => self.log(&table).await,
            StreamKind::Updated => self.updated().await,
            StreamKind::Flag | StreamKind::Scan => self.keyed().await,
        }
    }

    fn note(&mut self, what: String, remedy: String) {
        self.concern(Severity::Note, what, remedy);
    }

    fn wrong(&mut self, what: String, remedy: String) {
        self.concern(Severity::Wrong, what, remedy);
    }

    fn concern(&mut self, severity: Severity, what: String, remedy: String) {
        self.concerns.push(Concern {
            stream: Some(self.stream.name.clone()),
            what,
            remedy,
            severity,
        });
    }

    /// What the table is; a view hides what matters.
    async fn of_table(&mut self) -> Result<Facts, SourceError> {
        let statements = self.catalog.statements();
        let of = self.catalog.of(statements.examine_table, self.stream, "");
        let table = of.await?;
        let name = self.stream.table.as_str();
        let what = match table.text("kind") {
            "view" => Some(text!("source-view", table = name)),
            "foreign table" => Some(text!("source-foreign-table", table = name)),
            _ => None,
        };
        if let Some(what) = what {
            self.note(what, text!("source-view-remedy"));
        }
        Ok(table)
    }
}
