//! How a source is reached: what a person should know of it.

use crate::database::reach;
use crate::language::text;
use crate::source::driver::CONNECT_LIMIT;
use crate::source::{Settings, cannot_listen, mysql, postgres};
use crate::sql::Dialect;

/// What a person should know of the way to a source: that it is not encrypted though its server offers that, and where a job
/// `listens` to notifications, that none come through. Empty also where it is not reached: whoever reads it says so.
pub async fn reached(settings: &Settings, dialect: Dialect, listens: bool) -> Vec<String> {
    let unencrypted = match dialect {
        Dialect::Postgres => match postgres::options(settings) {
            Ok(options) => why_plain(&options).await,
            Err(_) => None,
        },
        Dialect::MySql => match mysql::options(settings) {
            Ok(options) => why_plain(&options).await,
            Err(_) => None,
        },
        Dialect::Sqlite => None,
    };
    let mut notes = Vec::new();
    notes.extend(unencrypted.map(|why| text!("source-unencrypted", error = why)));
    if listens && dialect == Dialect::Postgres && cannot_listen(settings).await {
        notes.push(text!("source-no-notifications"));
    }
    notes
}

async fn why_plain<O: crate::database::Reach>(options: &O) -> Option<String> {
    reach(options, CONNECT_LIMIT).await.ok()?.1
}
