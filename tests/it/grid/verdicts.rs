//! What the ledger says of a cell's records, held against what the platform did.

use std::collections::BTreeMap;

use shangbao::ledger::State;

/// What the program says when it gives up on a record of which it never learnt what became.
const OWN_CODES: [&str; 9] = [
    "unknown",
    "unreadable",
    "lost",
    "timeout",
    "connect",
    "busy",
    "clock",
    "paused",
    "early",
];

/// A record, as both sides see it.
pub(super) struct Standing {
    /// The platform holds it, with the content that it has now.
    pub(super) stored: bool,
    /// What the ledger says of it, if it ever saw it.
    pub(super) ledger: Option<shangbao::ledger::Standing>,
}

/// The records of a cell.
pub(super) struct Standings(pub(super) BTreeMap<i64, Standing>);

impl Standing {
    fn is_in(&self, state: State) -> bool {
        self.ledger
            .as_ref()
            .is_some_and(|ledger| ledger.state == state)
    }

    /// Whether the ledger says that the platform refused it.
    fn is_refused(&self) -> bool {
        let code = self
            .ledger
            .as_ref()
            .and_then(|ledger| ledger.code.as_deref());
        let is_own = |code: &str| OWN_CODES.contains(&code) || code.starts_with("http ");
        self.is_in(State::Rejected) && !code.is_some_and(is_own)
    }
}

impl Standings {
    /// Records that count as delivered and are not, or as refused and were not.
    pub(super) fn false_verdicts(&self, poisoned: &[i64]) -> Option<String> {
        let delivered = |_: &i64, one: &Standing| one.is_in(State::Delivered) && !one.stored;
        let refused = |id: &i64, one: &Standing| one.is_refused() && !poisoned.contains(id);
        let told = [
            self.told("delivered, but not stored", delivered),
            self.told("called refused, but was not", refused),
        ];
        let told: Vec<String> = told.into_iter().flatten().collect();
        (!told.is_empty()).then(|| told.join("; "))
    }

    /// Records that are in order, and not delivered.
    pub(super) fn left_behind(&self, poisoned: &[i64]) -> Option<String> {
        self.told("in order, but not delivered", |id, one| {
            !one.is_in(State::Delivered) && !poisoned.contains(id)
        })
    }

    fn told(&self, what: &str, is: impl Fn(&i64, &Standing) -> bool) -> Option<String> {
        let mut those = self.0.iter().filter(|(id, one)| is(id, one)).peekable();
        let (first, one) = *those.peek()?;
        let why = one.ledger.as_ref().map(|ledger| {
            let (code, message) = (ledger.code.as_deref(), ledger.message.as_deref());
            format!(
                "{:?} {} {}",
                ledger.state,
                code.unwrap_or("-"),
                message.unwrap_or("-")
            )
        });
        Some(format!(
            "{} {what}, such as {first} ({})",
            those.count(),
            why.unwrap_or_else(|| "never seen".to_owned())
        ))
    }
}
