//! Writing flags back: the only thing that is ever written at a site, and the only locks that are taken there.
//!
//! A transaction holds a few rows that are due, lets the caller read them and map them again, writes the flag of
//! those that are as they were sent, and ends. What fails, and what somebody else holds, stays due: the next look finds it again.

use async_trait::async_trait;

use super::driver::{Driver, Wanted};
use super::driver::{Loan, lend};
use super::row::{RowSet, Value};
use super::statement::{Arg, Statement, batches, parts};
use super::statements::{Statements, due_args, due_names};
use super::{Bounds, Flag, Key, Query, SourceError, Stream};
use crate::language::text;
use crate::sql::{Dialect, fill};

/// A site's database, through an account that may update flags.
pub struct Writer {
    sessions: Box<dyn Sessions>,
}

/// Due rows of a stream, held locked until their transaction ends. Dropped before that, nothing was written.
pub struct Hold<'a> {
    session: Box<dyn Session + 'a>,
    stream: &'a Stream,
    flag: &'a Flag,
    /// Whether the flag's column holds numbers.
    numbers: bool,
    due: Vec<Key>,
}

/// Where sessions come from. Every driver is one.
#[async_trait]
pub(super) trait Sessions: Send + Sync {
    /// A session of its own, in a transaction.
    async fn begin(&self) -> Result<Box<dyn Session + '_>, SourceError>;
}

/// A session in a transaction. One that is dropped before it was committed is closed, and writes nothing.
#[async_trait]
pub(super) trait Session: Send {
    /// The SQL it speaks.
    fn dialect(&self) -> Dialect;

    /// The answer to a statement.
    async fn ask(&mut self, statement: &Statement<'_>) -> Result<RowSet, SourceError>;

    /// Ends the transaction, and keeps what it wrote.
    async fn commit(self: Box<Self>) -> Result<(), SourceError>;
}

struct Transaction<'a, D: Driver> {
    driver: &'a D,
    loan: Loan<'a, D::Database>,
}

#[async_trait]
impl<D: Driver> Sessions for D {
    async fn begin(&self) -> Result<Box<dyn Session + '_>, SourceError> {
        let loan = lend(self).await?;
        Ok(Box::new(Transaction { driver: self, loan }))
    }
}

#[async_trait]
impl<D: Driver> Session for Transaction<'_, D> {
    fn dialect(&self) -> Dialect {
        D::DIALECT
    }

    async fn ask(&mut self, statement: &Statement<'_>) -> Result<RowSet, SourceError> {
        let connection = self.loan.connection();
        let answer = self.driver.answer(connection, statement, Wanted::Rows);
        self.driver.in_time(answer).await
    }

    async fn commit(mut self: Box<Self>) -> Result<(), SourceError> {
        let committed = self.driver.end(self.loan.connection());
        self.driver.in_time(committed).await?;
        self.loan.give_back();
        Ok(())
    }
}

impl Writer {
    pub(super) fn new(sessions: Box<dyn Sessions>) -> Self {
        Self { sessions }
    }

    /// Locks the rows of these keys that are due. Rows that somebody else holds locked are passed over.
    ///
    /// # Errors
    /// [`SourceError::Value`] when the database takes one of these keys for another row's as well: fewer keys may do;
    /// else as [`super::ChangeSource`].
    pub async fn hold<'a>(
        &'a self,
        stream: &'a Stream,
        keys: &[Key],
    ) -> Result<Hold<'a>, SourceError> {
        let Some(flag) = &stream.flag else {
            return Err(SourceError::Sql {
                code: "flag".to_owned(),
                message: text!("source-no-flag", stream = stream.name.as_str()),
            });
        };
        let mut hold = Hold {
            session: self.sessions.begin().await?,
            stream,
            flag,
            numbers: false,
            due: Vec::new(),
        };
        let due = hold.lock(keys).await?;
        if due.iter().any(|key| !keys.contains(key)) {
            let message = text!("source-flag-key-shared");
            return Err(SourceError::Value { message });
        }
        hold.due = due;
        Ok(hold)
    }

    /// Whether this account may write the stream's flag; it writes nothing.
    ///
    /// # Errors
    /// Why not.
    pub async fn may_write(&self, stream: &Stream) -> Result<(), SourceError> {
        let mut hold = self.hold(stream, &[]).await?;
        let rights = hold.statements().flag_rights;
        let sql = hold.filled(rights);
        let dialect = hold.session.dialect();
        hold.session
            .ask(&Statement::named(&sql, dialect, &[])?)
            .await?;
        hold.session.commit().await
    }
}

impl Hold<'_> {
    /// The keys of the rows that are held: they are due, and nobody else changes them now.
    pub fn keys(&self) -> &[Key] {
        &self.due
    }

    /// The rows of `query` for `keys`, as they are now.
    ///
    /// # Errors
    /// As [`super::ChangeSource::rows`].
    pub async fn rows(
        &mut self,
        query: &Query,
        keys: &[Key],
        bounds: Bounds,
    ) -> Result<RowSet, SourceError> {
        let keys = parts(query, keys)?;
        let dialect = self.session.dialect();
        let mut all = RowSet::default();
        for batch in batches(query, dialect, &keys) {
            let statement = Statement {
                bounds,
                ..Statement::keyed(query, dialect, &batch)?
            };
            let found = self.session.ask(&statement).await?;
            all.columns = found.columns;
            all.rows.extend(found.rows);
        }
        Ok(all)
    }

    /// Writes the flag of some of the rows that are held.
    ///
    /// # Errors
    /// [`SourceError::Value`] for a value that the column cannot hold; else as [`super::ChangeSource`].
    pub async fn write(&mut self, keys: &[Key], value: &str) -> Result<(), SourceError> {
        let numbers = self.numbers;
        let arg = |text| {
            let number = str::parse(text).ok().filter(|_| numbers);
            number.map_or(Arg::Text(text), Arg::Integer)
        };
        let names = due_names(self.flag);
        let mut args = due_args(&names, self.flag, arg);
        args.push(("value", arg(value)));
        let text = self.statements().flag_write;
        self.ask(text, keys, &args).await?;
        self.due.retain(|key| !keys.contains(key));
        Ok(())
    }

    /// Ends the transaction, and keeps what was written.
    ///
    /// # Errors
    /// [`SourceError::Value`] when a row is due that was written, or no longer due that was not: then nothing is kept.
    pub async fn end(mut self) -> Result<(), SourceError> {
        let left = std::mem::take(&mut self.due);
        let due = self.lock(&left).await?;
        if due.len() != left.len() {
            let message = text!("source-flag-writes-others");
            return Err(SourceError::Value { message });
        }
        self.session.commit().await
    }

    /// Locks the due rows among these; their keys.
    async fn lock(&mut self, keys: &[Key]) -> Result<Vec<Key>, SourceError> {
        let text = self.statements().flag_lock;
        let names = due_names(self.flag);
        let args = due_args(&names, self.flag, |value| Arg::Like(0, value));
        let RowSet { columns, rows } = self.ask(text, keys, &args).await?;
        let numeric = |row: &Vec<Value>| matches!(row[0], Value::Int(_) | Value::Bool(_));
        let type_name = columns.first().map_or("", |column| &column.type_name);
        // Where all are NULL, the column's type tells; one of SQLite that has none mostly holds numbers.
        let by_type = ["INT", "BIT", "BOOL", "NUM", "DEC"];
        let by_type = |name: &str| by_type.iter().any(|part| name.contains(part));
        self.numbers = rows.iter().any(numeric)
            || (rows.iter().all(|row| row[0] == Value::Null)
                && (type_name.is_empty() || by_type(&type_name.to_uppercase())));
        let key = |row: &Vec<Value>| {
            let parts: Option<Vec<String>> = row[1..].iter().map(Value::key_text).collect();
            parts.map(Key::of_parts)
        };
        let mut keys: Vec<Key> = rows.iter().filter_map(key).collect();
        keys.sort();
        keys.dedup();
        Ok(keys)
    }

    /// Asks a statement about the rows of these keys.
    async fn ask(
        &mut self,
        text: &str,
        keys: &[Key],
        args: &[(&str, Arg<'_>)],
    ) -> Result<RowSet, SourceError> {
        let query = Query {
            text: self.filled(text),
            params: Vec::new(),
            key_columns: self.stream.key.len(),
        };
        let dialect = self.session.dialect();
        let keys = parts(&query, keys)?;
        let mut all = RowSet::default();
        for batch in batches(&query, dialect, &keys) {
            let statement = Statement::named_keyed(&query.text, dialect, &batch, args)?;
            let found = self.session.ask(&statement).await?;
            all.columns = found.columns;
            all.rows.extend(found.rows);
        }
        Ok(all)
    }

    fn statements(&self) -> &'static Statements {
        Statements::of(self.session.dialect())
    }

    fn filled(&self, text: &str) -> String {
        let stream = self.stream;
        let key = stream.key.join(", ");
        let key_list = match stream.key.len() {
            1 => key.clone(),
            _ => format!("({key})"),
        };
        fill(
            text,
            &[
                ("flag", &self.flag.column),
                ("key", &key),
                ("key_list", &key_list),
                ("table", &stream.table),
                ("due", &self.statements().due(stream)),
                ("filter", &stream.condition()),
            ],
        )
    }
}
