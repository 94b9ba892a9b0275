//! Ids that are missing below a log's watermark, and what is waited for until they are given up.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Missing ids that wait for the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The ids, in order.
    pub spans: Vec<Span>,
    /// When they were first missed, by the database's clock.
    pub since: DateTime<Utc>,
    /// The transactions that were open when the ids were missed, and still are. On PostgreSQL they, and no others, may
    /// still write them; on MySQL and MariaDB they are for people to see, as far as this account may.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holders: Vec<Holder>,
    /// MySQL and MariaDB: since when each look found nothing there, committed or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_since: Option<DateTime<Utc>>,
    /// MySQL and MariaDB: when they are given up if nothing is found until then either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gives_up: Option<DateTime<Utc>>,
}

impl Gap {
    /// The part of it that lies at or below an id.
    pub(super) fn up_to(&self, id: i128) -> Option<Self> {
        let cut = |span: &Span| Span {
            first: span.first,
            last: span.last.min(id),
        };
        let spans = self.spans.iter().filter(|span| span.first <= id).map(cut);
        self.with(spans.collect())
    }

    /// The gap without the span that holds an id, and that span; `None` where it holds no such id.
    pub fn without(&self, id: i128) -> Option<(Option<Self>, Span)> {
        let span = *self.spans.iter().find(|span| span.holds(id))?;
        let others = self.spans.iter().filter(|other| **other != span);
        Some((self.with(others.copied().collect()), span))
    }

    fn with(&self, spans: Vec<Span>) -> Option<Self> {
        (!spans.is_empty()).then(|| Self {
            spans,
            ..self.clone()
        })
    }

    /// Whether both wait for the same thing.
    pub(super) fn waits_as(&self, other: &Self) -> bool {
        self.holders == other.holders && self.quiet_since == other.quiet_since
    }
}

/// A transaction that may write missing ids. As text, its name, then its session's process and user: `5/1207 4711 app`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Holder {
    /// The database's name for it, which no other one has while it is open.
    pub transaction: String,
    /// The session's process, or number.
    pub pid: Option<u64>,
    /// The session's user.
    pub user: Option<String>,
}

impl Holder {
    /// Whether this is one of `others`.
    pub(super) fn is_among(&self, others: &[Self]) -> bool {
        let mut others = others.iter();
        others.any(|other| other.transaction == self.transaction)
    }
}

impl From<String> for Holder {
    fn from(text: String) -> Self {
        let mut words = text.splitn(3, ' ');
        let mut word = || words.next().filter(|word| !word.is_empty());
        Self {
            transaction: word().unwrap_or_default().to_owned(),
            pid: word().and_then(|pid| pid.parse().ok()),
            user: word().map(str::to_owned),
        }
    }
}

impl From<Holder> for String {
    fn from(holder: Holder) -> Self {
        let pid = holder.pid.map(|pid| pid.to_string());
        let words = [Some(holder.transaction), pid, holder.user];
        let words: Vec<String> = words.into_iter().map_while(|word| word).collect();
        words.join(" ")
    }
}

/// A run of missing ids. As text, `1041..1043`, or `1041` for one: 19 digits do not fit a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    /// The first id.
    pub first: i128,
    /// The last id.
    pub last: i128,
}

impl Span {
    /// What is missing behind `after`, up to the last of `ids`, which are in order.
    pub(super) fn missing(after: i128, ids: impl IntoIterator<Item = i128>) -> Vec<Self> {
        let mut before = after;
        let mut spans = Vec::new();
        for id in ids {
            if id > before.saturating_add(1) {
                spans.push(Self {
                    first: before + 1,
                    last: id - 1,
                });
            }
            before = id;
        }
        spans
    }

    /// What is left of it without the ids found in it; `ids` are in order.
    pub(super) fn without(self, ids: &[i128]) -> Vec<Self> {
        let found = ids.iter().copied().filter(|id| self.holds(*id));
        Self::missing(self.first - 1, found.chain([self.last + 1]))
    }

    /// Whether an id lies in it.
    pub(super) fn holds(self, id: i128) -> bool {
        (self.first..=self.last).contains(&id)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first == self.last {
            true => write!(f, "{}", self.first),
            false => write!(f, "{}..{}", self.first, self.last),
        }
    }
}

impl From<Span> for String {
    fn from(span: Span) -> Self {
        span.to_string()
    }
}

impl TryFrom<String> for Span {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let (first, last) = text.split_once("..").unwrap_or((&text, &text));
        Ok(Self {
            first: first.parse()?,
            last: last.parse()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Holder, Span};

    fn texts(spans: &[Span]) -> String {
        let texts: Vec<String> = spans.iter().map(Span::to_string).collect();
        texts.join(" ")
    }

    #[test]
    fn missing_ids_are_kept_as_runs() {
        assert_eq!(texts(&Span::missing(3, [4, 5, 8, 10, 20])), "6..7 9 11..19");
        assert_eq!(texts(&Span::missing(-6, [-5, -3])), "-4");
        assert_eq!(texts(&Span::missing(0, [])), "");
    }

    #[test]
    fn what_is_found_leaves_its_neighbours() {
        let span: Span = "5..9".to_owned().try_into().unwrap();
        assert_eq!(texts(&span.without(&[2, 7, 12])), "5..6 8..9");
        assert_eq!(texts(&span.without(&[5, 9])), "6..8");
        assert_eq!(texts(&span.without(&[])), "5..9");
        assert_eq!(texts(&span.without(&[5, 6, 7, 8, 9])), "");
    }

    #[test]
    fn a_span_is_read_as_it_was_written() {
        for text in ["7", "-9..-3", "18446744073709551613..18446744073709551615"] {
            let span: Span = text.to_owned().try_into().unwrap();
            assert_eq!(String::from(span), text);
        }
    }

    #[test]
    fn a_holder_is_read_as_it_was_written() {
        for text in ["5/1207", "5/1207 4711", "5/1207 4711 app", "421 9 the app"] {
            assert_eq!(String::from(Holder::from(text.to_owned())), text);
        }
    }
}
