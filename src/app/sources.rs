//! The sites' databases.

use std::sync::Arc;
use std::time::Duration;

use crate::config::{Secret, SourceConfig};
use crate::language::text;
use crate::media::Files;
use crate::source::{self, ChangeSource, SourceError, Writer};
use crate::sql::Dialect;

/// A lease lives for two of the source's statements, so that one of them cannot outlast it; but for this at the least.
const SHORTEST_LEASE: Duration = Duration::from_secs(5);

/// A site's database, ready to be used.
#[derive(Clone)]
pub(super) struct Connected {
    /// What reads it.
    pub(super) reader: Arc<dyn ChangeSource>,
    /// What writes flags back there, if they are.
    pub(super) writer: Option<Arc<Writer>>,
    /// The SQL it speaks.
    pub(super) dialect: Dialect,
    /// How long the lease of a job that reads it lives.
    pub(super) lease_life: Duration,
    /// Where the photos and attachments are that it names.
    pub(super) files: Arc<Files>,
}

impl Connected {
    /// The database of a configuration. Nothing is connected before the first use.
    ///
    /// # Errors
    /// A URL that cannot be used.
    pub(super) fn to(source: &SourceConfig) -> Result<Self, String> {
        let writer = source.writer_url.as_ref();
        let writer = writer.map(|url| source::connect_writer(settings(source, url)));
        let unusable = |error: SourceError| error.to_string();
        let files = Files::new(&source.files);
        Ok(Self {
            reader: source::connect(source_settings(source)).map_err(unusable)?,
            writer: writer.transpose().map_err(unusable)?,
            dialect: source.dialect,
            lease_life: SHORTEST_LEASE.max(source.statement_timeout * 2),
            files: Arc::new(files.map_err(|error| {
                text!(
                    "config-app-source",
                    name = &source.name,
                    error = error.to_string()
                )
            })?),
        })
    }
}

/// How a source is reached for reading, by its configuration.
pub(crate) fn source_settings(source: &SourceConfig) -> source::Settings {
    settings(source, &source.url)
}

fn settings(source: &SourceConfig, url: &Secret) -> source::Settings {
    source::Settings {
        name: source.name.clone(),
        url: url.hand_over(),
        timezone: source.timezone,
        max_connections: source.max_connections,
        statement_timeout: source.statement_timeout,
        charset: source.charset,
        gap_patience: None,
    }
}
