//! Stream positions.

use super::{Ledger, LedgerError};

/// A stream's position as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPosition {
    /// The stream's name.
    pub stream: String,
    /// The position, as JSON.
    pub position: String,
    /// Its version, for compare-and-set.
    pub version: i64,
    /// When it last moved.
    pub moved_at: i64,
}

impl Ledger {
    /// The position of a stream, if it was ever read.
    pub async fn position(
        &self,
        route: i64,
        stream: &str,
    ) -> Result<Option<StoredPosition>, LedgerError> {
        let _ = (route, stream);
        unimplemented!()
    }

    /// The positions of all streams of a route, by name.
    pub async fn positions(&self, route: i64) -> Result<Vec<StoredPosition>, LedgerError> {
        let _ = route;
        unimplemented!()
    }
}
