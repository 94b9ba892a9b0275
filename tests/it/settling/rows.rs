//! The rows of the ledger, and what is asked of it, small enough to be kept by the million.

use shangbao::ledger::{Due, Outcome};
use sqlx::Row;
use sqlx::any::AnyRow;

/// Now. The world's time has two moments only: now, and later, when every request of now must be dead.
pub(super) const NOW: i64 = 1000;
/// Later.
pub(super) const LATER: i64 = 1001;

/// The rows of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Rows {
    pub(super) fence: i64,
    pub(super) leased: bool,
    /// How many entries of the site's log have been read.
    pub(super) position: usize,
    pub(super) delivery: Option<Delivery>,
}

/// The row of the one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Delivery {
    pub(super) version: i64,
    pub(super) changed: i64,
    pub(super) state: &'static str,
    pub(super) suspect: i64,
    pub(super) digest: Option<char>,
    pub(super) tried: Option<char>,
    pub(super) reached: &'static str,
    pub(super) due_at: Option<i64>,
    pub(super) flight_until: Option<i64>,
    pub(super) failure: i64,
}

/// A call of the ledger. Those that need the lease name a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Call {
    Acquire,
    Intake {
        fence: i64,
        to: usize,
        candidates: bool,
    },
    Due {
        now: i64,
    },
    Depart {
        fence: i64,
        tried: char,
    },
    Settle {
        fence: i64,
        version: i64,
        what: What,
    },
    Retry,
}

/// What is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum What {
    Stored(char),
    Unchanged(char),
    Same,
    NoRow {
        reached: bool,
    },
    Refused(char),
    /// To be tried again at this time.
    Again(i64),
}

/// What a call answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Done,
    Refused,
    Fence(i64),
    Due(Option<Due>),
}

impl Delivery {
    pub(super) fn of_row(row: &AnyRow) -> Self {
        Self {
            version: row.get("version"),
            changed: row.get("changed"),
            state: word(row, "state"),
            suspect: row.get("suspect"),
            digest: content(row.get("digest")),
            tried: content(row.get("tried")),
            reached: word(row, "reached"),
            due_at: row.get("due_at"),
            flight_until: row.get("flight_until"),
            failure: row.get("failure"),
        }
    }
}

/// Contents are one letter, and each is its own digest.
pub(super) fn content(digest: Option<String>) -> Option<char> {
    digest.and_then(|digest| digest.chars().next())
}

/// A word of the tables; a world is copied often, and should be small.
fn word(row: &AnyRow, column: &str) -> &'static str {
    const WORDS: [&str; 9] = [
        "waiting",
        "delivered",
        "rejected",
        "gone",
        "dismissed",
        "never",
        "asked",
        "doubt",
        "yes",
    ];
    let found: String = row.get(column);
    let known = WORDS.into_iter().find(|word| *word == found);
    known.unwrap_or_else(|| panic!("{column} = {found}"))
}

impl What {
    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::Stored(content) => Outcome::Delivered {
                digest: content.into(),
                tried: content.into(),
                upload: String::new(),
                bond: None,
            },
            Self::Unchanged(content) => Outcome::Unchanged {
                tried: content.into(),
            },
            Self::Same => Outcome::Same,
            Self::NoRow { reached: true } => Outcome::Gone { failure: true },
            Self::NoRow { reached: false } => Outcome::Ignored,
            Self::Refused(content) => Outcome::Rejected {
                project: None,
                tried: Some(content.into()),
                field: None,
                code: "400".into(),
                message: String::new(),
            },
            Self::Again(at) => Outcome::Again {
                at,
                open_until: (at > NOW).then_some(at),
                attempts: 0,
                code: "lost".into(),
                message: String::new(),
            },
        }
    }
}

impl Rows {
    /// A ledger that never saw anything.
    pub(super) fn empty() -> Self {
        Self {
            fence: 0,
            leased: false,
            position: 0,
            delivery: None,
        }
    }

    /// Time passes: what was to come later is now.
    pub(super) fn tick(&mut self) {
        if let Some(delivery) = &mut self.delivery {
            for time in [&mut delivery.due_at, &mut delivery.flight_until] {
                *time = time.map(|time| time.min(NOW));
            }
        }
    }

    /// Whether something waits for later.
    pub(super) fn waits(&self) -> bool {
        self.delivery.as_ref().is_some_and(|delivery| {
            delivery.due_at == Some(LATER) || delivery.flight_until == Some(LATER)
        })
    }
}
