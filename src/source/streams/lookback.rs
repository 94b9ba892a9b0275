//! How far back a look at an `updated` stream goes: most look back a little, every other one twice as far, and so on, up to
//! the lookback.
//!
//! Of each width it is remembered when a look last went back so far, and one is due again when that is as long ago as the
//! width. It starts one width before that moment. So a row that is committed later than its time says, by less than
//! the width, is found, however irregular the looks are, and no row is read much oftener than twice for each width.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// The first width: more than a time loses in a column of whole seconds.
const LEAST: Duration = Duration::from_secs(2);

/// The widest there is, a century: no calendar ends there.
const MOST: Duration = Duration::from_secs(100 * 366 * 86_400);

/// The widths of a stream's looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct LookbackWindow {
    /// The widest.
    pub(super) lookback: Duration,
}

impl LookbackWindow {
    /// Widths up to `lookback`.
    pub(super) fn new(lookback: Duration) -> Self {
        Self {
            lookback: lookback.min(MOST),
        }
    }

    /// How many widths there are.
    pub(super) fn widths(self) -> usize {
        (1..64)
            .find(|count| LEAST.saturating_mul(1 << (count - 1).min(31)) >= self.lookback)
            .unwrap_or(64)
    }

    /// A width.
    pub(super) fn width(self, at: usize) -> TimeDelta {
        let doubled = LEAST.saturating_mul(1 << at.min(31));
        TimeDelta::from_std(doubled.min(self.lookback)).unwrap_or_default()
    }

    /// For how many widths a look at `now` counts, and where it starts, after those at `looks`; the latter is not
    /// empty. A clock that was put back goes back as far as can be: rows may bear times since then.
    pub(super) fn next(
        self,
        looks: &[DateTime<Utc>],
        now: DateTime<Utc>,
    ) -> (usize, DateTime<Utc>) {
        let before = |at: usize| looks.get(at).or(looks.last()).copied().unwrap_or(now);
        let whole = self.widths();
        let start = |widths: usize| before(widths - 1) - self.width(widths - 1);
        if now < before(0) {
            return (whole, start(whole).min(now - self.width(whole - 1) * 2));
        }
        let due = |widths: &usize| now - before(widths - 1) >= self.width(widths - 1);
        let widths = (2..=whole).rev().find(due).unwrap_or(1);
        (widths, start(widths))
    }

    /// The looks, when one at `now` counted for `widths`.
    pub(super) fn looked(
        self,
        looks: &[DateTime<Utc>],
        now: DateTime<Utc>,
        widths: usize,
    ) -> Vec<DateTime<Utc>> {
        let before = |at: usize| looks.get(at).or(looks.last()).copied().unwrap_or(now);
        let looked = |at| {
            if at < widths {
                now
            } else {
                before(at).min(now)
            }
        };
        (0..self.widths()).map(looked).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(1_772_323_200_000 + ms).unwrap()
    }

    /// A row, and whether a look has found it.
    struct Row {
        time: i64,
        committed: i64,
        found: bool,
    }

    /// Looks at `times`; how many rows they read.
    fn look(window: LookbackWindow, rows: &mut [Row], times: &[i64]) -> usize {
        let mut looks = vec![at(times[0]); window.widths()];
        let mut read = 0;
        for now in &times[1..] {
            let (widths, start) = window.next(&looks, at(*now));
            for row in rows.iter_mut() {
                if row.committed <= *now && at(row.time) >= start {
                    (row.found, read) = (true, read + 1);
                }
            }
            looks = window.looked(&looks, at(*now), widths);
        }
        read
    }

    #[test]
    fn widths_double_up_to_the_lookback() {
        let widths = |seconds| {
            let window = LookbackWindow::new(Duration::from_secs(seconds));
            let widths = (0..window.widths()).map(|at| window.width(at).num_seconds());
            widths.collect::<Vec<_>>()
        };
        assert_eq!(widths(600), [2, 4, 8, 16, 32, 64, 128, 256, 512, 600]);
        assert_eq!(widths(64), [2, 4, 8, 16, 32, 64]);
        assert_eq!(widths(1), [1]);
        assert_eq!(widths(u64::MAX).len(), 32);
    }

    /// However irregular the looks are, a row that is late by less than the lookback is found.
    #[test]
    fn no_row_is_lost_that_is_late_by_less_than_the_lookback() {
        let seed = fastrand::u64(..);
        let mut rng = fastrand::Rng::with_seed(seed);
        for _ in 0..300 {
            let window = LookbackWindow::new(Duration::from_secs(rng.u64(1..700)));
            let most = i64::try_from(window.lookback.as_millis()).unwrap();
            let pause = [1_000, 60_000, 2_000_000][rng.usize(..3)];
            let mut times = vec![0];
            for _ in 0..200 {
                let last = times[times.len() - 1];
                times.push(last + rng.i64(1..pause));
            }
            let end = times[times.len() - 1];
            let mut rows: Vec<Row> = (0..200)
                .map(|_| {
                    let committed = rng.i64(1..end);
                    let time = committed - rng.i64(0..most);
                    Row {
                        time,
                        committed,
                        found: false,
                    }
                })
                .collect();
            times.push(end + 2 * most + 1);
            look(window, &mut rows, &times);
            let lost = rows.iter().filter(|row| !row.found).count();
            assert_eq!(lost, 0, "seed {seed}, {window:?}");
        }
    }

    #[test]
    fn few_rows_are_read_again() {
        let window = LookbackWindow::new(Duration::from_secs(600));
        let row = |second: i64| Row {
            time: second * 1000,
            committed: second * 1000,
            found: false,
        };
        let mut rows: Vec<Row> = (0..4000).map(row).collect();
        let times: Vec<i64> = (0..4000).map(|second| second * 1000 + 500).collect();
        let read = look(window, &mut rows, &times);
        assert!(
            read < 4000 * 16,
            "{read} of {} by whole windows",
            4000 * 600
        );
    }

    #[test]
    fn a_clock_that_is_put_back_goes_back_with_the_looks() {
        let window = LookbackWindow::new(Duration::from_secs(600));
        let looks = vec![at(0); window.widths()];
        let (widths, start) = window.next(&looks, at(-3_600_000));
        assert_eq!((widths, start), (10, at(-4_800_000)));
        assert_eq!(
            window.looked(&looks, at(-3_600_000), widths),
            vec![at(-3_600_000); 10]
        );
    }
}
