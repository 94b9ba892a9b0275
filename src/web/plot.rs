//! A plot of what was delivered and what failed over the last day: a bar an hour, drawn here, without a script.

use super::visitor::Visitor;
use crate::ledger::{Hour, LedgerError};
use crate::pipeline::Context;
use crate::time::Timestamp;

/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;
/// The hours that are shown.
const HOURS: i64 = 24;
/// The width of an hour in the drawing, which is 480 wide.
const STEP: i64 = 20;
/// The height of the longest bar.
const HEIGHT: u64 = 100;
/// The least height of what is not nothing.
const LEAST: u64 = 3;
/// Where the bars stand.
const GROUND: u64 = 110;

/// The plot.
pub(super) struct Plot {
    pub(super) bars: Vec<Bar>,
    /// What it shows, in a sentence.
    pub(super) sentence: String,
    /// What stands below the axis, at equal distances.
    pub(super) marks: Vec<String>,
}

/// An hour: where it is drawn, each part with its upper end and its height.
pub(super) struct Bar {
    pub(super) x: i64,
    pub(super) delivered: (u64, u64),
    pub(super) failed: (u64, u64),
    /// The hour in words, with its numbers.
    pub(super) label: String,
}

/// Draws the last day, the current hour included.
pub(super) async fn plot(visitor: &Visitor, context: &Context) -> Result<Plot, LedgerError> {
    let first = (context.clock.now_ms() / HOUR - HOURS + 1) * HOUR;
    let hours = context.ledger.hours(first).await?;
    Ok(draw(visitor, first, &hours))
}

fn draw(visitor: &Visitor, first: i64, hours: &[Hour]) -> Plot {
    let most = hours.iter().map(|hour| hour.delivered + hour.failed);
    let most = most.max().unwrap_or_default().max(1);
    let words = |name: &str, hour: &str, delivered: u64, failed: u64| {
        let numbers = [delivered.to_string(), failed.to_string()];
        let args = [
            ("hour", hour),
            ("delivered", &numbers[0]),
            ("failed", &numbers[1]),
        ];
        visitor.words.fill(name, &args)
    };
    let bar = |index: i64| {
        let at = first + index * HOUR;
        let found = hours.iter().find(|hour| hour.at == at);
        let (delivered, failed) = found.map_or((0, 0), |hour| (hour.delivered, hour.failed));
        let heights = [delivered, failed].map(|count| height(count, most));
        let top = GROUND - heights[0];
        Bar {
            x: index * STEP,
            delivered: (top, heights[0]),
            failed: (top - heights[1], heights[1]),
            label: words("plot-hour", &hour_of(at), delivered, failed),
        }
    };
    let marks = (0..HOURS).step_by(6);
    let (delivered, failed) = hours.iter().fold((0, 0), |sum, hour| {
        (sum.0 + hour.delivered, sum.1 + hour.failed)
    });
    Plot {
        bars: (0..HOURS).map(bar).collect(),
        sentence: words("plot-sentence", "", delivered, failed),
        marks: marks.map(|index| hour_of(first + index * HOUR)).collect(),
    }
}

/// The height of a count: what is not nothing is seen.
fn height(count: u64, most: u64) -> u64 {
    match count {
        0 => 0,
        count => (count.saturating_mul(HEIGHT) / most).max(LEAST),
    }
}

/// `08:00`, Beijing's time.
fn hour_of(at: i64) -> String {
    let text = Timestamp(at).to_string();
    text.get(11..16).unwrap_or_default().to_owned()
}
