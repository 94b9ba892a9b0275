//! Logs that name the writing transaction: read by the transactions that have ended, exactly, whatever their ids are.
//!
//! A reading takes all rows of the transactions that have ended since the last one, by the database's own snapshots: of those
//! that were open then, and of those that had not begun. A transaction that stays open holds up no other, and
//! what is remembered is as small as a snapshot.

use super::StreamReader;
use crate::language::text;
use crate::source::driver::Driver;
use crate::source::statement::Arg;
use crate::source::{Begin, LogPosition, Page, Position, SourceError, TxSnapshots, Value};
use crate::sql::fill;

/// A condition, and what is bound in it.
#[derive(Default)]
struct Condition {
    sql: String,
    args: Vec<(String, String)>,
}

impl<D: Driver> StreamReader<'_, D> {
    /// Where such a log begins to be read.
    pub(super) async fn begin_log_tx(&self, begin: &Begin) -> Result<Position, SourceError> {
        // Before the ids are looked at: what commits in between is read.
        let snapshot = self.snapshot(None).await?;
        let (after, floor) = match begin {
            Begin::All => (self.id_before_first().await?, true),
            Begin::Now => (self.last_id().await?, false),
            Begin::Id(id) => (*id, true),
            Begin::Time(time) => match self.first_id_of(*time).await? {
                Some(id) => (id - 1, true),
                None => (self.last_id().await?, false),
            },
        };
        let transactions = TxSnapshots {
            snapshot: Some(snapshot).filter(|_| *begin != Begin::All),
            floor: floor.then(|| after.to_string()),
            ..TxSnapshots::default()
        };
        Ok(Position::Log(LogPosition {
            transactions: Some(transactions),
            ..LogPosition::behind(after)
        }))
    }

    /// The next rows of a reading.
    pub(super) async fn log_tx_page(
        &self,
        at: &LogPosition,
        limit: u32,
    ) -> Result<Page, SourceError> {
        self.refuse_stopped(at)?;
        let transactions = at.transactions.clone().unwrap_or_else(|| numbered(at));
        let until = match &transactions.until {
            Some(until) => until.clone(),
            None => self.snapshot(transactions.snapshot.as_deref()).await?,
        };
        let parts = [
            news(&transactions),
            ended(&until),
            behind(transactions.place.as_deref()),
        ];
        let sql = fill(
            Self::statements().log_news,
            &[
                ("news", &parts[0].sql),
                ("ended", &parts[1].sql),
                ("behind", &parts[2].sql),
            ],
        );
        let args = parts.iter().flat_map(|part| &part.args);
        let args: Vec<(&str, Arg<'_>)> = args
            .map(|(name, text)| (name.as_str(), Arg::Text(text)))
            .collect();
        let found = self.fetch(&sql, limit, &args).await?;
        let end = found.rows.len() < limit as usize;
        let last = match found.rows.last() {
            Some(row) => Some(self.id(&row[0])?),
            // Nothing is new: that costs no writing.
            None if transactions.until.is_none() => return self.changed(found, at.clone(), end),
            None => None,
        };
        let transactions = match end {
            true => TxSnapshots {
                snapshot: Some(until),
                ..TxSnapshots::default()
            },
            false => TxSnapshots {
                until: Some(until),
                place: last.map(|id| id.to_string()),
                ..transactions
            },
        };
        let position = LogPosition {
            after: at.id().max(last).unwrap_or(0).to_string(),
            looked: !end,
            transactions: Some(transactions),
            ..LogPosition::default()
        };
        self.changed(found, position, end)
    }

    /// Which transactions have ended by now.
    ///
    /// # Errors
    /// [`SourceError::WentBack`] when the server counts its transactions from a lower number than at the snapshot `before`, or the
    /// log names one that has not begun: it came from another server. Of a log that was never read that is a [`SourceError::Sql`].
    async fn snapshot(&self, before: Option<&str>) -> Result<String, SourceError> {
        let found = self.fetch(Self::statements().log_snapshot, 1, &[]).await?;
        let texts: Vec<Option<String>> = match found.rows.first() {
            Some(row) => row.iter().map(Value::key_text).collect(),
            None => Vec::new(),
        };
        let [Some(snapshot), newest] = texts.as_slice() else {
            return Err(self.refused("txid", &text!("source-no-snapshot")));
        };
        let next = TxSnapshots::next(snapshot);
        if before.and_then(TxSnapshots::next) > next {
            return Err(self.went_back(&text!("source-transactions-lower")));
        }
        if newest.as_ref().and_then(|newest| newest.parse().ok()) >= next {
            let foreign = text!("source-txid-foreign");
            return Err(match before {
                Some(_) => self.went_back(&foreign),
                None => self.refused("txid", &foreign),
            });
        }
        Ok(snapshot.clone())
    }
}

/// What was read of a log by its ids alone: all but what was missing.
fn numbered(at: &LogPosition) -> TxSnapshots {
    let missing = at.gaps.iter().flat_map(|gap| &gap.spans);
    let first = missing.map(|span| span.first - 1).min();
    let floor = first.map_or_else(|| at.after.clone(), |first| first.to_string());
    TxSnapshots {
        floor: Some(floor),
        ..TxSnapshots::default()
    }
}

/// Rows that were not read by the last reading.
fn news(transactions: &TxSnapshots) -> Condition {
    let mut condition = Condition::default();
    let mut parts = Vec::new();
    if let Some(floor) = &transactions.floor {
        parts.push("{cursor} > :floor".to_owned());
        condition.args.push(("floor".to_owned(), floor.clone()));
    }
    if let Some(snapshot) = &transactions.snapshot {
        let (next, open) = condition.bound("then", snapshot);
        parts.push(format!("{{txid}} >= {next} OR {{txid}} IN ({open})"));
    }
    condition.sql = format!("({})", parts.join(" OR "));
    condition
}

/// Rows of transactions that had ended by a snapshot. Later pages see later ones: a reading must end.
fn ended(snapshot: &str) -> Condition {
    let mut condition = Condition::default();
    let (next, open) = condition.bound("now", snapshot);
    condition.sql = format!("({{txid}} IS NULL OR {{txid}} < {next} AND {{txid}} NOT IN ({open}))");
    condition
}

fn behind(place: Option<&str>) -> Condition {
    match place {
        None => Condition {
            sql: "1 = 1".to_owned(),
            args: Vec::new(),
        },
        Some(place) => Condition {
            sql: "{cursor} > :place".to_owned(),
            args: vec![("place".to_owned(), place.to_owned())],
        },
    }
}

impl Condition {
    /// Binds a snapshot; the places of its next number, and of those that were open, padded so that few different
    /// statements are prepared.
    fn bound(&mut self, name: &str, snapshot: &str) -> (String, String) {
        let mut parts = snapshot.split(':').skip(1);
        let next = parts.next().unwrap_or_default();
        let open: Vec<&str> = parts.next().unwrap_or_default().split(',').collect();
        let open = open.into_iter().filter(|number| !number.is_empty());
        // The next number is never among those that were open, and stands for none.
        let mut numbers: Vec<&str> = open.chain([next]).collect();
        numbers.resize(numbers.len().next_power_of_two(), next);
        let mut places = Vec::new();
        for (at, number) in numbers.iter().enumerate() {
            places.push(format!(":{name}_{at}"));
            self.args
                .push((format!("{name}_{at}"), (*number).to_owned()));
        }
        self.args.push((name.to_owned(), next.to_owned()));
        (format!(":{name}"), places.join(", "))
    }
}
