//! What PostgreSQL's errors mean, by SQLSTATE.

use sqlx::error::DatabaseError;
use sqlx::postgres::PgDatabaseError;

use crate::source::mask::mask;
use crate::source::{Settings, SourceError};

const CANCELED: &str = "57014";
/// Connection exceptions, resources, shutdown, I/O, conflicts with recovery or other transactions, locks, damaged tables and
/// indexes.
const UNREACHABLE: [&str; 8] = ["08", "53", "57P", "58", "40", "55P03", "XX001", "XX002"];
/// Data exceptions, and a subquery that found two rows for one value.
const VALUE: [&str; 2] = ["22", "21"];
/// Classes whose messages quote names, not values: features, read-only, rights, databases, syntax and names.
const NAMES: [&str; 5] = ["0A", "25", "28", "3D", "42"];

/// Whether a table was altered under a prepared statement: a new connection prepares it again. The SQLSTATE is that of
/// many things, and the message is in the server's language; the function that raised it is neither.
fn was_altered(refused: &dyn DatabaseError) -> bool {
    let error = refused.try_downcast_ref::<PgDatabaseError>();
    error.is_some_and(|error| error.routine() == Some("RevalidateCachedQuery"))
}

/// Sorts an error into the classes of [`crate::source::ChangeSource`].
pub(super) fn refusal(settings: &Settings, error: &sqlx::Error) -> SourceError {
    let sqlx::Error::Database(refused) = error else {
        return SourceError::outside(&settings.name, error);
    };
    let code = refused.code().unwrap_or_default();
    let message = refused.message();
    let is_any = |classes: &[&str]| classes.iter().any(|class| code.starts_with(class));
    if code == CANCELED {
        return SourceError::too_slow(&settings.name, settings.statement_timeout);
    }
    if is_any(&UNREACHABLE) || was_altered(refused.as_ref()) {
        return SourceError::unreachable(&settings.name, message);
    }
    if is_any(&VALUE) {
        return SourceError::value(message);
    }
    SourceError::Sql {
        message: if is_any(&NAMES) {
            message.to_owned()
        } else {
            mask(message)
        },
        code: code.into_owned(),
    }
}
