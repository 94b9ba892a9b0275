//! A log, transactions that write it, and a poller that reads it.

use std::time::{Duration, Instant};

use shangbao::source::{Begin, Gap, Page, Position, SourceError, Stream};
use shangbao::sql::Dialect;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};

use crate::source::site::{Site, log};

/// The databases where an id can be late. SQLite has one writer at a time, and gives ids back.
pub(crate) const LATE: [Dialect; 2] = [Dialect::Postgres, Dialect::MySql];

/// How long a run of ids on MariaDB must be quiet in these tests.
pub(crate) const PATIENCE: Duration = Duration::from_millis(400);

/// An empty log.
pub(crate) async fn site(dialect: Dialect) -> Site {
    site_of(dialect, Some(PATIENCE)).await
}

/// The same, with another patience.
pub(crate) async fn site_of(dialect: Dialect, gap_patience: Option<Duration>) -> Site {
    let id = match dialect {
        Dialect::Postgres => "BIGSERIAL PRIMARY KEY",
        _ => "BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY",
    };
    let script =
        format!("CREATE TABLE log (id {id}, row_key VARCHAR(40), what CHAR(1) DEFAULT 'x')");
    Site::with(dialect, &script, |settings| shangbao::source::Settings {
        gap_patience,
        ..settings
    })
    .await
}

/// A session of the site's application.
pub(crate) struct Writer(AnyConnection);

impl Writer {
    pub(crate) async fn new(site: &Site) -> Self {
        Self(AnyConnection::connect(&site.database.url).await.unwrap())
    }

    /// A session in a transaction.
    pub(crate) async fn begun(site: &Site) -> Self {
        let mut writer = Self::new(site).await;
        writer.run("BEGIN").await;
        writer
    }

    pub(crate) async fn run(&mut self, sql: &str) {
        let ran = self.0.execute(AssertSqlSafe(sql.to_owned())).await;
        ran.unwrap_or_else(|error| panic!("{error}\n{sql}"));
    }

    /// Writes lines of the log, in one statement.
    pub(crate) async fn write(&mut self, keys: &[&str]) {
        let rows: Vec<String> = keys.iter().map(|key| format!("('{key}')")).collect();
        let rows = rows.join(", ");
        self.run(&format!("INSERT INTO log (row_key) VALUES {rows}"))
            .await;
    }
}

/// Reads a log as intake does, a page after the other, and keeps what it saw.
pub(crate) struct Poller<'a> {
    site: &'a Site,
    pub(crate) stream: Stream,
    pub(crate) limit: u32,
    pub(crate) position: Position,
    /// Whether it forgets its gaps: the naive way, which loses rows.
    pub(crate) naive: bool,
}

impl<'a> Poller<'a> {
    pub(crate) async fn new(site: &'a Site) -> Self {
        Self::of(site, log("log"), Begin::All).await
    }

    pub(crate) async fn of(site: &'a Site, stream: Stream, begin: Begin) -> Self {
        Self {
            position: site.source.begin(&stream, &begin).await.unwrap(),
            site,
            stream,
            limit: 100,
            naive: false,
        }
    }

    /// The next page.
    pub(crate) async fn page(&self) -> Result<Page, SourceError> {
        let source = &self.site.source;
        source.page(&self.stream, &self.position, self.limit).await
    }

    /// Reads the stream to its end; the keys in order. The position goes through its stored form.
    pub(crate) async fn poll(&mut self) -> Vec<String> {
        let mut keys = Vec::new();
        for _ in 0..1000 {
            let page = self.page().await.unwrap();
            assert!(page.keys.len() <= self.limit as usize);
            keys.extend(page.keys.iter().map(|key| key.as_str().to_owned()));
            let stored = serde_json::to_string(&page.position).unwrap();
            self.position = serde_json::from_str(&stored).unwrap();
            if let (Position::Log(at), true) = (&mut self.position, self.naive) {
                at.gaps.clear();
            }
            if page.end {
                return keys;
            }
        }
        panic!("the stream never ended: {:?}", self.position);
    }

    pub(crate) fn gaps(&self) -> &[Gap] {
        match &self.position {
            Position::Log(at) => &at.gaps,
            _ => &[],
        }
    }

    /// The missing ids, as text.
    pub(crate) fn missing(&self) -> String {
        let spans = self.gaps().iter().flat_map(|gap| &gap.spans);
        let texts: Vec<String> = spans.map(ToString::to_string).collect();
        texts.join(" ")
    }

    /// Polls until nothing is missing any more; what it saw meanwhile.
    pub(crate) async fn settle(&mut self) -> Vec<String> {
        let limit = Instant::now() + Duration::from_secs(30);
        let mut keys = Vec::new();
        while !self.gaps().is_empty() {
            assert!(Instant::now() < limit, "still missing: {:?}", self.position);
            keys.extend(self.poll().await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        keys
    }

    /// Polls for far longer than any patience; nothing may come, and nothing be given up.
    pub(crate) async fn assert_stays_open(&mut self) {
        let missing = self.missing();
        assert_ne!(missing, "");
        let until = Instant::now() + 3 * PATIENCE;
        while Instant::now() < until {
            assert_eq!(self.poll().await, Vec::<String>::new());
            assert_eq!(self.missing(), missing);
        }
    }
}
