//! A plot of what was delivered and what failed over the last day.

use crate::language::Words;
use crate::ledger::LedgerError;
use crate::pipeline::Context;

/// The plot: bars of an hour each, in a drawing of 480 by 120.
pub(super) struct Plot {
    pub(super) bars: Vec<Bar>,
    /// What it shows, in a sentence.
    pub(super) sentence: String,
    /// Places and hours below the axis.
    pub(super) marks: Vec<(usize, String)>,
}

/// An hour.
pub(super) struct Bar {
    pub(super) x: usize,
    pub(super) delivered: (u64, u64),
    pub(super) failed: (u64, u64),
    /// The hour in words, with its numbers.
    pub(super) label: String,
}

/// Draws the last day of these routes.
pub(super) async fn plot(
    _words: &Words,
    _context: &Context,
    _routes: &[i64],
) -> Result<Option<Plot>, LedgerError> {
    Ok(None)
}
