//! Opening the ledger: connections, and migrations.

use super::{Ledger, LedgerError};
use crate::sql::Dialect;

impl Ledger {
    /// Opens the ledger at `url` and brings its tables up to date.
    pub async fn open(url: &str) -> Result<Self, LedgerError> {
        let _ = url;
        unimplemented!()
    }

    /// The statements that make the state tables, for a DBA to run (`init --print`).
    pub fn migrations(dialect: Dialect) -> String {
        let _ = dialect;
        unimplemented!()
    }
}
