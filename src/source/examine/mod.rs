//! What no poll can save, found before it happens: `shangbao check` asks a database for what would make a stream lose
//! or delay changes. Only SELECT is needed; a fact that this account may not see is itself a concern where it matters.

mod columns;
mod facts;
mod keyed;
mod log;
mod updated;

use super::{ChangeSource, SourceError, Stream, StreamKind};
use crate::sql::Dialect;
use facts::Facts;

pub(super) use facts::Witness;
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

/// Looks for what would make these streams lose or delay changes.
///
/// # Errors
/// When the database cannot be reached, or a statement about the server is refused.
pub async fn examine(
    source: &dyn ChangeSource,
    dialect: Dialect,
    streams: &[Stream],
) -> Result<Vec<Concern>, SourceError> {
    let witness = Witness { source, dialect };
    let server = witness.server(witness.texts().examine_server).await?;
    let mut concerns = Vec::new();
    of_server(&server, dialect, &mut concerns);
    for stream in streams {
        let mut examination = Examination {
            witness: &witness,
            server: &server,
            stream,
            concerns: Vec::new(),
        };
        if let Err(error) = examination.run().await {
            let what = format!("it could not be examined: {error}");
            examination.note(what, "look whether this account may read the table");
        }
        concerns.append(&mut examination.concerns);
    }
    Ok(concerns)
}

fn of_server(server: &Facts, dialect: Dialect, concerns: &mut Vec<Concern>) {
    let mut note = |what: &str, remedy: &str| {
        concerns.push(Concern {
            stream: None,
            what: what.to_owned(),
            remedy: remedy.to_owned(),
            severity: Severity::Note,
        });
    };
    if server.is("standby") {
        let what = match dialect {
            Dialect::Postgres => {
                "the server is a standby, which shows no writers: missing ids of a log are never given up, \
                 and how long transactions last is not seen"
            }
            _ => {
                "the server is a replica (or read-only), where rows come in another server's order: a \
                 row that comes late is found only by reading again"
            }
        };
        note(what, "name the primary server in the source's `url`");
    }
    if server.is("blocks") {
        note(
            "the file is not in WAL mode: the application's writes wait, or fail, while it is read",
            "run `PRAGMA journal_mode = WAL` on it once",
        );
    }
}

/// One stream under examination.
struct Examination<'a> {
    witness: &'a Witness<'a>,
    server: &'a Facts,
    stream: &'a Stream,
    concerns: Vec<Concern>,
}

impl Examination<'_> {
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

    fn note(&mut self, what: impl Into<String>, remedy: impl Into<String>) {
        self.concern(Severity::Note, what.into(), remedy.into());
    }

    fn wrong(&mut self, what: impl Into<String>, remedy: impl Into<String>) {
        self.concern(Severity::Wrong, what.into(), remedy.into());
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
        let texts = self.witness.texts();
        let of = self.witness.of(texts.examine_table, self.stream, "");
        let table = of.await?;
        let kind = table.text("kind");
        if !table.is_empty() && kind != "table" {
            let what = format!(
                "`{}` is a {kind}: who writes the rows behind it, and whether an index orders them, cannot be seen",
                self.stream.table
            );
            self.note(what, "name the table behind it");
        }
        Ok(table)
    }
}
