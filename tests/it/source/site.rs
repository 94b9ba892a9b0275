//! A site's database, the source on it, and streams and queries in short.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use shangbao::source::{
    Bounds, ChangeSource, Charset, Key, Param, Query, RowSet, Settings, SourceError, Stream,
    StreamKind, Value, connect,
};
use shangbao::sql::Dialect;

use crate::bed::Database;

/// A database of a test's own and the source that reads it.
pub(crate) struct Site {
    pub(crate) database: Database,
    pub(crate) source: Arc<dyn ChangeSource>,
}

/// Settings for a URL.
pub(crate) fn settings(url: &str) -> Settings {
    Settings {
        name: "site".to_owned(),
        url: SecretString::from(url.to_owned()),
        timezone: chrono_tz::Asia::Shanghai,
        max_connections: 2,
        statement_timeout: Duration::from_secs(20),
        charset: Charset::default(),
        gap_patience: None,
    }
}

impl Site {
    /// A database in which `script` was run; statements end with `;` at a line's end.
    pub(crate) async fn new(dialect: Dialect, script: &str) -> Self {
        Self::with(dialect, script, |settings| settings).await
    }

    /// The same with other settings.
    pub(crate) async fn with(
        dialect: Dialect,
        script: &str,
        change: impl FnOnce(Settings) -> Settings,
    ) -> Self {
        let database = Database::new(dialect).await;
        database.run(script).await;
        let source = connect(change(settings(&database.url))).unwrap();
        Self { database, source }
    }

    /// The rows of `sql` for keys of one column.
    pub(crate) async fn rows(&self, sql: &str, keys: &[&str]) -> Result<RowSet, SourceError> {
        let keys: Vec<Key> = keys.iter().map(|key| Key::single(*key)).collect();
        self.source.rows(&query(sql, 1), &keys, Bounds::OWN).await
    }

    /// The first column of the rows of `sql`, as key texts in order of text.
    pub(crate) async fn found(&self, sql: &str, keys: &[&str]) -> Vec<String> {
        let rows = self.rows(sql, keys).await.unwrap().rows;
        let mut found: Vec<_> = rows.iter().filter_map(|row| row[0].key_text()).collect();
        found.sort();
        found
    }

    /// The one value of `expression`, read through the source.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        let sql = format!("SELECT {expression} WHERE '1' IN (:keys)");
        let mut rows = self.rows(&sql, &["1"]).await.unwrap().rows;
        rows.remove(0).remove(0)
    }
}

/// A query with the parameters `site` = 17 and `code` = "K7".
pub(crate) fn query(text: &str, key_columns: usize) -> Query {
    Query {
        text: text.to_owned(),
        params: vec![
            ("site".to_owned(), Param::Integer(17)),
            ("code".to_owned(), Param::Text("K7".to_owned())),
        ],
        key_columns,
    }
}

/// A log by `id` with the key `row_key`.
pub(crate) fn log(table: &str) -> Stream {
    Stream {
        name: table.to_owned(),
        kind: StreamKind::Log,
        table: table.to_owned(),
        cursor: "id".to_owned(),
        key: vec!["row_key".to_owned()],
        filter: None,
        op: None,
        txid: None,
        at: None,
        lookback: Duration::from_secs(600),
        unit: None,
        flag: None,
        params: Vec::new(),
        expand: None,
    }
}

/// A table with a time of last change `changed_at` and the key `id`.
pub(crate) fn updated(table: &str) -> Stream {
    Stream {
        kind: StreamKind::Updated,
        cursor: "changed_at".to_owned(),
        key: vec!["id".to_owned()],
        ..log(table)
    }
}
