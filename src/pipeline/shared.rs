//! Records that several keys stand for: a row that goes must not take the record away from another row that stays.

use std::collections::HashMap;

use super::item::Item;
use super::ties::own_record;
use super::{Context, Job};
use crate::language::text;
use crate::ledger::{Hold, LedgerError, Needed, Outcome, Sharer, Sharers, State};

/// The code of what is held because other keys stand for the record that it would take away.
pub(super) const SHARED: &str = "shared";

/// How many keys a message names.
const NAMED: usize = 5;

/// What is known of the keys beside those of a page.
pub(super) struct Shared {
    sharers: Sharers,
    /// The keys of the page, by the records that they would take away.
    page: HashMap<String, Vec<String>>,
}

/// Looks the other keys up of records that end others.
pub(super) async fn look(
    job: &Job,
    context: &Context,
    items: &[Item],
) -> Result<Shared, LedgerError> {
    let ledger = &context.ledger;
    let mut page: HashMap<String, Vec<String>> = HashMap::new();
    let mut asked = Vec::new();
    if let Some(target) = job.ends() {
        for item in items {
            let ended = ledger.record(target, &item.record.identity);
            asked.extend([ended.clone(), own_record(job, ledger, &item.record)]);
            page.entry(ended).or_default().push(item.due.key.clone());
        }
    }
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    Ok(Shared {
        sharers: ledger.sharers(&job.account.id, &asked).await?,
        page,
    })
}

impl Shared {
    /// What becomes of a record that would take away what other keys stand for.
    pub(super) fn obstacle(
        &self,
        job: &Job,
        context: &Context,
        item: &Item,
        now: i64,
    ) -> Option<Outcome> {
        let ended = job.ends()?;
        let own = own_record(job, &context.ledger, &item.record);
        let ended = (ended, context.ledger.record(ended, &item.record.identity));
        self.holds(job, item, (ended, own), now)
    }

    fn of(&self, record: &str) -> &[Sharer] {
        self.sharers.get(record).map_or(&[], Vec::as_slice)
    }

    fn holds(
        &self,
        job: &Job,
        item: &Item,
        ((target, ended), own): ((&'static str, String), String),
        now: i64,
    ) -> Option<Outcome> {
        let others = self.others(job, item, &ended, &own);
        if others.is_empty() {
            return None;
        }
        let more = if others.len() > NAMED { " .." } else { "" };
        let named: Vec<&str> = others.into_iter().take(NAMED).collect();
        Some(Outcome::Held(Hold {
            tried: item.tried.clone(),
            field: job.mapping.target.identity.last().copied(),
            code: SHARED.into(),
            message: text!(
                "pipeline-shared",
                target = target,
                keys = format!("{}{more}", named.join(", "))
            ),
            at: Some(now + job.retry.most.as_millis() as i64),
            attempts: item.due.attempts,
            needed: Some(Needed {
                record: ended,
                fact: None,
            }),
            record: Some(own),
        }))
    }

    /// The keys that stand for the record, each with a row that lives on though this one's ends.
    ///
    /// Where both jobs go by the same keys, these are all but its own and those that end as well. Where they do not, it cannot be seen
    /// which row it ends: with several that live none is ended before as many have ended, and the only one that lives is not ended where
    /// it came after.
    fn others(&self, job: &Job, item: &Item, ended: &str, own: &str) -> Vec<&str> {
        let all = self.of(ended);
        let live = || all.iter().filter(|sharer| sharer.is_live);
        let key = item.due.key.as_str();
        let ending: Vec<&str> = self.ending(ended, own);
        if job.shares_keys || all.iter().any(|sharer| sharer.key == key) {
            let others = live().map(|sharer| sharer.key.as_str());
            return others
                .filter(|other| *other != key && !ending.contains(other))
                .collect();
        }
        let came_after = |sharer: &Sharer| sharer.first_at > item.due.first_at;
        let stays = match live().count() {
            0 => false,
            1 => all.len() > 1 && item.due.first_at.is_some() && live().all(came_after),
            several => ending.len() < several,
        };
        let others = live().filter(|_| stays);
        others.map(|sharer| sharer.key.as_str()).collect()
    }

    /// The keys of the records that end this one: those of the page, and those that the ledger knows.
    fn ending(&self, ended: &str, own: &str) -> Vec<&str> {
        let stands = |sharer: &&Sharer| {
            !sharer.is_undone && !matches!(sharer.state, State::Gone | State::Dismissed)
        };
        let known = self.of(own).iter().filter(stands);
        let mut keys: Vec<&str> = known.map(|sharer| sharer.key.as_str()).collect();
        let page = self.page.get(ended).into_iter().flatten();
        keys.extend(page.map(String::as_str));
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}
