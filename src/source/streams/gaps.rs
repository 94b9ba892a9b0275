//! Gaps of `log` streams: ids are given out before commit, so a transaction that commits late leaves its row below
//! the watermark. What is missing there is asked for at every look until nobody can write it any more.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::StreamReader;
use super::updated::clock_reading;
use crate::language::text;
use crate::source::driver::{Driver, Wanted};
use crate::source::moment::whole;
use crate::source::statement::Arg;
use crate::source::{Gap, Holder, RowSet, SourceError, Span, Value};
use crate::sql::{Dialect, fill};

/// How many spans one statement asks for.
const SLICE: usize = 64;
/// How PostgreSQL names a transaction that no session holds: a prepared one. Of a standby, see `log_watch.sql`.
const NOBODY: &str = "-1/";

/// What a look found.
pub(super) struct Look {
    /// The rows that came late.
    pub(super) late: RowSet,
    /// What is still waited for.
    pub(super) gaps: Vec<Gap>,
    /// Whether all gaps were looked at; otherwise there are more late rows than a page holds.
    pub(super) whole: bool,
}

/// Rows found in spans.
struct Found {
    rows: RowSet,
    ids: Vec<i128>,
    /// Where the look was cut short; nothing is known of what lies behind.
    reach: Option<i128>,
}

/// What gaps wait for, at one moment.
struct Watch {
    clock: DateTime<Utc>,
    patience: Duration,
    holders: Vec<Holder>,
    /// Whether there is a writer that cannot be told from others: then no gap is given up.
    blind: bool,
}

impl<D: Driver> StreamReader<'_, D> {
    /// Looks for rows that came late, and gives up what nobody can write any more.
    ///
    /// The order decides, and the reverse loses rows. First who may still write (a statement of its own), then what
    /// lies in the gaps (a later snapshot): whoever was gone by the first had committed before the second, or never
    /// will. On MySQL and MariaDB uncommitted rows are looked for before committed ones: a row that is committed in
    /// between shows in both, never in neither.
    pub(super) async fn look(&self, gaps: &[Gap], limit: u32) -> Result<Look, SourceError> {
        let mut spans: Vec<Span> = gaps.iter().flat_map(|gap| gap.spans.clone()).collect();
        spans.sort_by_key(|span| span.first);
        let watch = self.watch().await?;
        let uncommitted = match D::DIALECT {
            Dialect::MySql => Some(self.find(&spans, Wanted::Uncommitted, limit).await?),
            Dialect::Postgres | Dialect::Sqlite => None,
        };
        let found = self.find(&spans, Wanted::Rows, limit).await?;
        let mut left = Vec::new();
        for gap in gaps {
            for span in &gap.spans {
                let waiting = match &uncommitted {
                    Some(uncommitted) => quiet(gap, *span, &watch, uncommitted, &found),
                    None => held(gap, *span, &watch, &found),
                };
                if let Some(gap) = waiting {
                    keep(&mut left, gap);
                }
            }
        }
        Ok(Look {
            gaps: left,
            whole: found.reach.is_none(),
            late: found.rows,
        })
    }

    /// Adds what a page has shown to be missing. Who may write it is asked now, after the page: a transaction that
    /// drew an id before the page was read either still runs, or has ended and shows at the next look.
    pub(super) async fn miss(
        &self,
        gaps: &mut Vec<Gap>,
        spans: Vec<Span>,
    ) -> Result<(), SourceError> {
        if spans.is_empty() || D::DIALECT == Dialect::Sqlite {
            return Ok(());
        }
        let watch = self.watch().await?;
        let gap = Gap {
            spans,
            since: watch.clock,
            holders: watch.holders,
            quiet_since: None,
            gives_up: None,
        };
        keep(gaps, gap);
        Ok(())
    }

    async fn watch(&self) -> Result<Watch, SourceError> {
        let args = [("table", Arg::Text(&self.stream.table))];
        let found = self.fetch(Self::statements().log_watch, 1, &args).await?;
        let unreadable = || self.refused("clock", &text!("source-no-clock"));
        let first = found.rows.first().ok_or_else(unreadable)?;
        let seconds = match whole(&first[1]) {
            Some(Value::Int(seconds)) => u64::try_from(seconds).unwrap_or(0),
            _ => 0,
        };
        let names = found.rows.iter().filter_map(|row| row[2].key_text());
        let (nobodys, mut holders): (Vec<Holder>, Vec<Holder>) = names
            .filter(|name| !name.is_empty())
            .map(Holder::from)
            .partition(|holder| holder.transaction.starts_with(NOBODY));
        holders.extend(self.writers().await?);
        let patience = self.driver.settings().gap_patience;
        Ok(Watch {
            clock: clock_reading(&first[0]).ok_or_else(unreadable)?,
            patience: patience.unwrap_or(Duration::from_secs(seconds)),
            holders,
            blind: !nobodys.is_empty(),
        })
    }

    /// MySQL and MariaDB: who has written something and is open, as far as this account may see.
    async fn writers(&self) -> Result<Vec<Holder>, SourceError> {
        if D::DIALECT != Dialect::MySql {
            return Ok(Vec::new());
        }
        match self.fetch(Self::statements().log_writers, 1, &[]).await {
            Ok(found) => {
                let names = found.rows.iter().filter_map(|row| row[0].key_text());
                Ok(names.map(Holder::from).collect())
            }
            Err(SourceError::Sql { .. }) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    /// The rows in `spans`, which are in order; at most `limit`.
    async fn find(&self, spans: &[Span], wanted: Wanted, limit: u32) -> Result<Found, SourceError> {
        let (mut rows, mut ids) = (RowSet::default(), Vec::new());
        let mut reach = None;
        for slice in spans.chunks(SLICE) {
            let left = limit.saturating_sub(u32::try_from(ids.len()).unwrap_or(u32::MAX));
            let found = self.find_slice(slice, wanted, left).await?;
            for row in &found.rows {
                ids.push(self.id(&row[0])?);
            }
            rows.columns = found.columns;
            rows.rows.extend(found.rows);
            if ids.len() >= limit as usize {
                reach = ids.last().copied();
                break;
            }
        }
        Ok(Found { rows, ids, reach })
    }

    /// One statement for up to [`SLICE`] spans; padded with the last, so that few different statements are prepared.
    async fn find_slice(
        &self,
        spans: &[Span],
        wanted: Wanted,
        limit: u32,
    ) -> Result<RowSet, SourceError> {
        let count = spans.len().next_power_of_two();
        let padded = spans.iter().chain(spans.last().into_iter().cycle());
        let mut bounds = Vec::new();
        for (at, span) in padded.take(count).enumerate() {
            bounds.push((format!("first_{at}"), span.first.to_string()));
            bounds.push((format!("last_{at}"), span.last.to_string()));
        }
        let args: Vec<(&str, Arg<'_>)> = bounds
            .iter()
            .map(|(name, id)| (name.as_str(), Arg::Like(0, id.as_str())))
            .collect();
        let between = |at| format!("{{cursor}} BETWEEN :first_{at} AND :last_{at}");
        let clauses: Vec<String> = (0..count).map(between).collect();
        let sql = fill(
            Self::statements().log_late,
            &[("spans", &clauses.join(" OR "))],
        );
        self.fetch_as(wanted, &sql, limit, &args).await
    }
}

/// PostgreSQL: what is left of a span stays open while one of those runs who could write it when it was missed.
fn held(gap: &Gap, span: Span, watch: &Watch, found: &Found) -> Option<Gap> {
    let holders = watch.still(gap);
    let open = watch.blind || !holders.is_empty();
    let mut spans = span.without(&found.ids);
    spans.retain(|span| open || !found.covers(span));
    (!spans.is_empty()).then_some(Gap {
        spans,
        since: gap.since,
        holders,
        quiet_since: None,
        gives_up: None,
    })
}

/// MySQL and MariaDB: a bulk insert reserves its ids at once and writes them one by one, so a run is open as a whole.
/// It is given up when every look for so long has found nothing there, committed or not.
fn quiet(gap: &Gap, span: Span, watch: &Watch, uncommitted: &Found, found: &Found) -> Option<Gap> {
    let spans = span.without(&found.ids);
    let stirs = |look: &Found| !look.covers(&span) || look.ids.iter().any(|id| span.holds(*id));
    let quiet_since = match (stirs(uncommitted), stirs(found)) {
        (false, false) => Some(gap.quiet_since.unwrap_or(watch.clock)),
        _ => None,
    };
    let gives_up = quiet_since.map(|since| since + watch.patience);
    let over = gap.quiet_since.is_some() && gives_up.is_some_and(|at| at <= watch.clock);
    (!over && !spans.is_empty()).then_some(Gap {
        spans,
        since: gap.since,
        holders: watch.still(gap),
        quiet_since,
        gives_up,
    })
}

impl Watch {
    /// Who of those that a gap waits for is still there.
    fn still(&self, gap: &Gap) -> Vec<Holder> {
        let holders = gap.holders.iter();
        let still = holders.filter(|holder| holder.is_among(&self.holders));
        still.cloned().collect()
    }
}

impl Found {
    /// Whether the look went as far as the span's end.
    fn covers(&self, span: &Span) -> bool {
        self.reach.is_none_or(|reach| span.last <= reach)
    }
}

/// Puts a gap to those that wait for the same thing: few gaps, however many pages showed them.
fn keep(gaps: &mut Vec<Gap>, gap: Gap) {
    match gaps.iter_mut().find(|known| known.waits_as(&gap)) {
        Some(known) => {
            known.since = known.since.min(gap.since);
            known.spans.extend(gap.spans);
            known.spans.sort_by_key(|span| span.first);
        }
        None => gaps.push(gap),
    }
}
