//! How many keys are looked up at a time: fewer, where rows are large.

use super::Job;
use super::run_once::PAGE;
use crate::source::{RowSet, Value};

/// How many rows that carry photos are read at first.
const FIRST: u32 = 8;

/// What a page of other rows may weigh, at least: they may carry what the mapping does not use.
const PLAIN: usize = 4 << 20;

/// How many keys are looked up at a time.
#[derive(Debug)]
pub(super) struct PageSize {
    /// The keys of the next page.
    pub(super) keys: u32,
    /// What a page may weigh; `None` where one key is looked up at a time.
    most: Option<usize>,
}

impl PageSize {
    /// The first page of a job's.
    pub(super) fn of(job: &Job) -> Self {
        if job.pace().is_some() {
            // Its turn may come much later: read no sooner than needed.
            Self {
                keys: 1,
                most: None,
            }
        } else if job.mapping.has_heavy_rows() {
            Self {
                keys: FIRST,
                most: Some(job.batch_bytes),
            }
        } else {
            let first = u32::try_from(job.batch_records).unwrap_or(PAGE);
            Self {
                keys: first.clamp(1, PAGE),
                most: Some(job.batch_bytes.max(PLAIN)),
            }
        }
    }

    /// Goes by what a page weighed: the next one is as large as fits, and at most twice as large as the last.
    pub(super) fn weighed(&mut self, page: &Weight) {
        let Some(most) = self.most else { return };
        if let Some(each) = page.bytes.checked_div(page.rows) {
            let fit = u32::try_from(most / each.max(1)).unwrap_or(PAGE);
            self.keys = fit.clamp(1, (self.keys * 2).min(PAGE));
        }
    }
}

/// How many rows were read, and what they weigh.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Weight {
    rows: usize,
    bytes: usize,
}

impl Weight {
    /// Adds rows.
    pub(super) fn add(&mut self, set: &RowSet) {
        self.rows += set.rows.len();
        self.bytes += set.rows.iter().flatten().map(weight).sum::<usize>();
    }
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(size: &mut PageSize, rows: usize, bytes: usize) -> u32 {
        size.weighed(&Weight { rows, bytes });
        size.keys
    }

    #[test]
    fn pages_follow_what_their_rows_weigh() {
        let mut size = PageSize {
            keys: FIRST,
            most: Some(2 << 20),
        };
        let photos = |rows: usize| rows * 30_000;
        assert_eq!(weighed(&mut size, 8, photos(8)), 16);
        assert_eq!(weighed(&mut size, 16, photos(16)), 32);
        assert_eq!(weighed(&mut size, 32, photos(32)), 64);
        assert_eq!(weighed(&mut size, 64, photos(64)), 69);
        assert_eq!(weighed(&mut size, 1, 40 << 20), 1);
        assert_eq!(weighed(&mut size, 0, 0), 1);
        assert_eq!(weighed(&mut size, 1, 0), 2);
    }
}
