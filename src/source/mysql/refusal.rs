//! What the errors and warnings of MySQL and MariaDB mean, by number.

use std::ops::RangeInclusive;

use sqlx::Row;
use sqlx::mysql::{MySqlDatabaseError, MySqlRow};

use crate::language::text;
use crate::source::mask::mask;
use crate::source::{Settings, SourceError};

/// A statement's time is over: MySQL, MariaDB, and by KILL QUERY.
const TOO_SLOW: [u16; 3] = [3024, 1969, 1317];
/// Too many connections, memory, shutdown, network, lock wait, deadlock, limits of a user, killed; a full disk, files and
/// tables that are damaged or cannot be opened.
const UNREACHABLE: [u16; 25] = [
    1015, 1016, 1017, 1021, 1024, 1030, 1034, 1035, 1037, 1040, 1041, 1053, 1114, 1158, 1159, 1160,
    1161, 1194, 1195, 1203, 1205, 1213, 1226, 1712, 1927,
];
/// Data exceptions that have no SQLSTATE of class 22 everywhere: a subquery that found two rows for one value, bad
/// values, division by zero, JSON.
const VALUE: [u16; 11] = [
    1242, 1264, 1292, 1365, 1366, 1406, 1411, 1690, 3140, 3141, 3143,
];
/// A bound text that the character set of the column beside it cannot hold: two, three or more operands of which one is
/// such a text, a text that is none in its own set, one that cannot be converted (MariaDB, MySQL).
const CHARSET: [u16; 6] = [1267, 1270, 1271, 1300, 1977, 3988];
/// MariaDB's faults of a JSON text or path, which most functions only warn of, and answer NULL.
const JSON: RangeInclusive<u16> = 4035..=4046;
/// Warnings of a SELECT that replaced or dropped nothing. Any other may tell of a value that is not the site's: a character that
/// became `?` (1300, 1977), a text that was cut (1260, 1292), a number out of range (1264, 1916), NULL for what could not be
/// computed (1301, 1365, 1411, 1441).
const HARMLESS: [u16; 8] = [
    1003, // the query as it is run, told of a view
    1249, // a subquery was reduced
    1276, // a name was resolved in an outer query
    1287, // a word that is to go, with one in its place
    1681, // a word that is to go
    1739, // MySQL: an index could not be used, for a type or collation
    3719, // MySQL: `utf8` is to mean another character set
    3778, // MySQL: a collation that is to go
];
/// What the server itself calls no more than a note: it dropped blanks behind a number, or digits behind microseconds.
const NOTED: u16 = 1292;
/// As many warnings as a session keeps (`session.sql`).
const MOST: usize = 1024;

/// Sorts an error into the classes of [`crate::source::ChangeSource`].
pub(super) fn refusal(settings: &Settings, error: &sqlx::Error) -> SourceError {
    let sqlx::Error::Database(refused) = error else {
        return SourceError::outside(&settings.name, error);
    };
    let number = refused
        .try_downcast_ref::<MySqlDatabaseError>()
        .map_or(0, MySqlDatabaseError::number);
    let state = refused.code().unwrap_or_default();
    let message = refused.message();
    if TOO_SLOW.contains(&number) {
        return SourceError::too_slow(&settings.name, settings.statement_timeout);
    }
    if UNREACHABLE.contains(&number) || state.starts_with("08") {
        return SourceError::unreachable(&settings.name, message);
    }
    let is_of_value =
        VALUE.contains(&number) || CHARSET.contains(&number) || JSON.contains(&number);
    if is_of_value || state.starts_with("22") {
        return SourceError::value(message);
    }
    // Messages about syntax, names and rights quote names and the statement itself.
    let names = state.starts_with("42") || state.starts_with("25");
    SourceError::Sql {
        code: number.to_string(),
        message: if names {
            message.to_owned()
        } else {
            mask(message)
        },
    }
}

/// Refuses a result of which the server warns, unless the warning is known to be harmless.
///
/// # Errors
/// [`SourceError::Value`] for the first such warning.
pub(super) fn warned(warnings: &[MySqlRow]) -> Result<(), SourceError> {
    for warning in warnings {
        let code: u16 = warning.try_get_unchecked(1).unwrap_or_default();
        let level: String = warning.try_get_unchecked(0).unwrap_or_default();
        let is_noted = code == NOTED && level.eq_ignore_ascii_case("note");
        if !is_noted && !HARMLESS.contains(&code) {
            let message: String = warning.try_get_unchecked(2).unwrap_or_default();
            return Err(SourceError::value(&format!("{message} ({code})")));
        }
    }
    // Behind so many there may be others, which the server did not keep.
    if warnings.len() >= MOST {
        return Err(SourceError::value(&text!("source-mysql-warnings")));
    }
    Ok(())
}
