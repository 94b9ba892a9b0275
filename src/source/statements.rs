//! The statements of `sql/<dialect>/` that read sources, by name.

use std::borrow::Cow;

use super::statement::Arg;
use super::{Flag, Stream};
use crate::sql::{Dialect, fill};

/// The statements of one dialect.
pub(super) struct Statements {
    /// The next rows of a log.
    pub(super) log_page: &'static str,
    /// The rows in runs of ids that were missing.
    pub(super) log_late: &'static str,
    /// What is waited for until a missing id is given up.
    pub(super) log_watch: &'static str,
    /// Which transactions have ended, and the newest that a log names.
    pub(super) log_snapshot: &'static str,
    /// The rows of transactions that have ended since.
    pub(super) log_news: &'static str,
    /// Which table a log is, and the last id that it drew.
    pub(super) log_home: &'static str,
    /// Who may write a missing id, where that is only for people to see.
    pub(super) log_writers: &'static str,
    /// The newest runs of missing ids below one.
    pub(super) log_missing: &'static str,
    /// The first and the last id of a log.
    pub(super) log_ends: &'static str,
    /// The first id of a log from a time on.
    pub(super) log_from: &'static str,
    /// The next rows of a log among times.
    pub(super) range_log: &'static str,
    /// The first rows of an `updated` stream among times.
    pub(super) range_first: &'static str,
    /// The next ones behind a time and a key.
    pub(super) range_next: &'static str,
    /// Some value of a time column, for its form.
    pub(super) time_form: &'static str,
    /// The first rows by time.
    pub(super) updated_all: &'static str,
    /// The first rows from a time on.
    pub(super) updated_look: &'static str,
    /// The next rows behind a time and a key.
    pub(super) updated_next: &'static str,
    /// The rows that the database holds for the same as a place.
    pub(super) updated_tied: &'static str,
    /// The clock, and the transactions that are open.
    pub(super) updated_watch: &'static str,
    /// The last row by time.
    pub(super) updated_last: &'static str,
    /// The first keys.
    pub(super) keys_all: &'static str,
    /// The next keys behind one.
    pub(super) keys_next: &'static str,
    /// The keys that the database holds for the same as one.
    pub(super) keys_tied: &'static str,
    /// The condition of rows that are due by a value of their flag.
    pub(super) flag_due: &'static str,
    /// The condition of rows whose flag is NULL.
    pub(super) flag_null: &'static str,
    /// Due rows among some keys, locked.
    pub(super) flag_lock: &'static str,
    /// A flag written.
    pub(super) flag_write: &'static str,
    /// Whether a flag may be written.
    pub(super) flag_rights: &'static str,
    /// A key column in an order that its text can continue.
    pub(super) ordered_key: &'static str,
    /// What the server does that streams depend on.
    pub(super) examine_server: &'static str,
    /// How long the oldest transaction has been open.
    pub(super) examine_writers: &'static str,
    /// What a stream's table is.
    pub(super) examine_table: &'static str,
    /// What a stream's column is.
    pub(super) examine_column: &'static str,
    /// How dense the newest ids of a log are.
    pub(super) examine_ids: &'static str,
    /// Whether a row says nothing in a column.
    pub(super) examine_nulls: &'static str,
    /// The first and the last times.
    pub(super) examine_times: &'static str,
    /// A column in which the database writes when a row came.
    pub(super) examine_dated: &'static str,
    /// How many rows bear a time from before they came.
    pub(super) examine_behind: &'static str,
    /// The columns of a table.
    pub(super) outline: &'static str,
    /// Some values of a column.
    pub(super) outline_values: &'static str,
}

macro_rules! texts {
    ($folder:literal) => {
        Statements {
            log_page: include_str!(concat!("../../sql/", $folder, "/log_page.sql")),
            log_late: include_str!(concat!("../../sql/", $folder, "/log_late.sql")),
            log_watch: include_str!(concat!("../../sql/", $folder, "/log_watch.sql")),
            log_snapshot: include_str!(concat!("../../sql/", $folder, "/log_snapshot.sql")),
            log_news: include_str!(concat!("../../sql/", $folder, "/log_news.sql")),
            log_home: include_str!(concat!("../../sql/", $folder, "/log_home.sql")),
            log_writers: include_str!(concat!("../../sql/", $folder, "/log_writers.sql")),
            log_missing: include_str!(concat!("../../sql/", $folder, "/log_missing.sql")),
            log_ends: include_str!(concat!("../../sql/", $folder, "/log_ends.sql")),
            log_from: include_str!(concat!("../../sql/", $folder, "/log_from.sql")),
            range_log: include_str!(concat!("../../sql/", $folder, "/range_log.sql")),
            range_first: include_str!(concat!("../../sql/", $folder, "/range_first.sql")),
            range_next: include_str!(concat!("../../sql/", $folder, "/range_next.sql")),
            time_form: include_str!(concat!("../../sql/", $folder, "/time_form.sql")),
            updated_all: include_str!(concat!("../../sql/", $folder, "/updated_all.sql")),
            updated_look: include_str!(concat!("../../sql/", $folder, "/updated_look.sql")),
            updated_next: include_str!(concat!("../../sql/", $folder, "/updated_next.sql")),
            updated_tied: include_str!(concat!("../../sql/", $folder, "/updated_tied.sql")),
            updated_watch: include_str!(concat!("../../sql/", $folder, "/updated_watch.sql")),
            updated_last: include_str!(concat!("../../sql/", $folder, "/updated_last.sql")),
            keys_all: include_str!(concat!("../../sql/", $folder, "/keys_all.sql")),
            keys_next: include_str!(concat!("../../sql/", $folder, "/keys_next.sql")),
            keys_tied: include_str!(concat!("../../sql/", $folder, "/keys_tied.sql")),
            flag_due: include_str!(concat!("../../sql/", $folder, "/flag_due.sql")),
            flag_null: include_str!(concat!("../../sql/", $folder, "/flag_null.sql")),
            flag_lock: include_str!(concat!("../../sql/", $folder, "/flag_lock.sql")),
            flag_write: include_str!(concat!("../../sql/", $folder, "/flag_write.sql")),
            flag_rights: include_str!(concat!("../../sql/", $folder, "/flag_rights.sql")),
            ordered_key: include_str!(concat!("../../sql/", $folder, "/ordered_key.sql")),
            examine_server: include_str!(concat!("../../sql/", $folder, "/examine_server.sql")),
            examine_writers: include_str!(concat!("../../sql/", $folder, "/examine_writers.sql")),
            examine_table: include_str!(concat!("../../sql/", $folder, "/examine_table.sql")),
            examine_column: include_str!(concat!("../../sql/", $folder, "/examine_column.sql")),
            examine_ids: include_str!(concat!("../../sql/", $folder, "/examine_ids.sql")),
            examine_nulls: include_str!(concat!("../../sql/", $folder, "/examine_nulls.sql")),
            examine_times: include_str!(concat!("../../sql/", $folder, "/examine_times.sql")),
            examine_dated: include_str!(concat!("../../sql/", $folder, "/examine_dated.sql")),
            examine_behind: include_str!(concat!("../../sql/", $folder, "/examine_behind.sql")),
            outline: include_str!(concat!("../../sql/", $folder, "/outline.sql")),
            outline_values: include_str!(concat!("../../sql/", $folder, "/outline_values.sql")),
        }
    };
}

static POSTGRES: Statements = texts!("postgres");
static MYSQL: Statements = texts!("mysql");
static SQLITE: Statements = texts!("sqlite");

impl Statements {
    /// Those of a dialect.
    pub(super) fn of(dialect: Dialect) -> &'static Self {
        match dialect {
            Dialect::Postgres => &POSTGRES,
            Dialect::MySql => &MYSQL,
            Dialect::Sqlite => &SQLITE,
        }
    }

    /// The condition of rows that are due by a stream's flag; a stream without one means all rows.
    pub(super) fn due(&self, stream: &Stream) -> Cow<'static, str> {
        let Some(flag) = &stream.flag else {
            return "1 = 1".into();
        };
        let column = ("flag", flag.column.as_str());
        let names = due_names(flag);
        let values = names
            .iter()
            .map(|(name, _)| fill(self.flag_due, &[column, ("due", name)]));
        let null = flag.null_is_due.then(|| fill(self.flag_null, &[column]));
        let any: Vec<String> = values.chain(null).collect();
        format!("({})", any.join(" OR ")).into()
    }
}

/// What the values that make a row due are called in [`Texts::due`]: in the column's type, and as texts.
pub(super) fn due_names(flag: &Flag) -> Vec<(String, String)> {
    let name = |nth: usize| (format!("due{nth}"), format!("due{nth}_text"));
    (0..flag.due.len()).map(name).collect()
}

/// The arguments of [`Texts::due`], by the names of [`due_names`]; `typed` gives a value in the column's type.
pub(super) fn due_args<'a>(
    names: &'a [(String, String)],
    flag: &'a Flag,
    typed: impl Fn(&'a str) -> Arg<'a>,
) -> Vec<(&'a str, Arg<'a>)> {
    let named = std::iter::zip(names, &flag.due);
    named
        .flat_map(|((name, text_name), value)| {
            [
                (name.as_str(), typed(value)),
                (text_name.as_str(), Arg::Text(value)),
            ]
        })
        .collect()
}
