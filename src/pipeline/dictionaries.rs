//! The dictionaries of an account: kept in the ledger, fetched when they are a day old and a mapping needs them.

use std::collections::BTreeMap;

use tracing::warn;

use super::pause::account_pause;
use super::run_once::{Run, Stop};
use super::{Account, Job};
use crate::language::text;
use crate::ledger::{Ledger, LedgerError, StoredDictionary};
use crate::mapping::Dictionaries;
use crate::platform::ListedDictionary;
use crate::platform::cwr::Unanswered;

/// How old a dictionary may be before it is fetched anew (ms).
const FRESH: i64 = 24 * 3600 * 1000;

/// A dictionary, and when it was fetched.
#[derive(Clone, Debug)]
pub struct KeptDictionary {
    /// When (ms).
    pub fetched_at: i64,
    /// What it lists.
    pub listed: ListedDictionary,
}

/// Why there is no dictionary.
#[derive(Debug)]
pub enum NoDictionary {
    /// The platform did not give it.
    Unanswered(Unanswered),
    /// The account's platform has none.
    OtherKind,
    /// The state database failed.
    Ledger(LedgerError),
}

impl NoDictionary {
    /// The sentence for a person.
    pub fn message(&self) -> String {
        match self {
            Self::Unanswered(Unanswered::Fault(fault)) => fault.message.clone(),
            Self::Unanswered(Unanswered::Refused { reason }) => reason.clone(),
            Self::OtherKind => text!("pipeline-no-dictionaries"),
            Self::Ledger(error) => error.to_string(),
        }
    }
}

impl From<LedgerError> for NoDictionary {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

/// A dictionary of an account: as it was kept, else fetched. One that is older than a day is fetched anew; where that
/// fails, the old one serves.
///
/// # Errors
/// When it was never fetched and cannot be now; with `refresh`, when it cannot be now.
pub async fn dictionary(
    account: &Account,
    ledger: &Ledger,
    name: &str,
    now: i64,
    refresh: bool,
) -> Result<KeptDictionary, NoDictionary> {
    let kept = kept(ledger, &account.id, name).await?;
    if let Some(kept) = &kept
        && !refresh
        && (0..FRESH).contains(&(now - kept.fetched_at))
    {
        return Ok(kept.clone());
    }
    let client = account.cwr.as_ref().ok_or(NoDictionary::OtherKind)?;
    match (client.dictionary(name).await, kept) {
        (Ok(listed), _) => {
            let stored = StoredDictionary {
                fetched_at: now,
                entries: serde_json::to_string(&listed).map_err(LedgerError::Unwritable)?,
            };
            ledger.keep_dictionary(&account.id, name, &stored).await?;
            Ok(KeptDictionary {
                fetched_at: now,
                listed,
            })
        }
        (Err(Unanswered::Fault(fault)), Some(kept)) if !refresh => {
            warn!(
                platform = account.name,
                dictionary = name,
                error = fault.message,
                "the dictionary is older than a day and could not be fetched; the old one is used"
            );
            Ok(kept)
        }
        (Err(unanswered), _) => Err(NoDictionary::Unanswered(unanswered)),
    }
}

/// A dictionary of an account as it is kept; nothing is fetched.
///
/// # Errors
/// When the ledger cannot be read.
pub async fn kept(
    ledger: &Ledger,
    account: &str,
    name: &str,
) -> Result<Option<KeptDictionary>, LedgerError> {
    let stored = ledger.dictionary(account, name).await?;
    // What cannot be read is fetched anew.
    Ok(stored.and_then(|stored| {
        Some(KeptDictionary {
            fetched_at: stored.fetched_at,
            listed: serde_json::from_str(&stored.entries).ok()?,
        })
    }))
}

/// The dictionaries that a mapping uses, as they are kept.
pub(super) async fn known(job: &Job, ledger: &Ledger) -> Result<Dictionaries, LedgerError> {
    let mut known = BTreeMap::new();
    for name in job.mapping.dictionaries() {
        if let Some(kept) = kept(ledger, &job.account.id, name).await? {
            known.insert(name, kept.listed.entries);
        }
    }
    Ok(Dictionaries::Known(known))
}

/// Sees to it that the ledger holds the dictionaries that the mapping uses.
///
/// # Errors
/// One that was never fetched and cannot be now: [`Stop::Paused`] where the platform refuses us, else [`Stop::Outage`].
pub(super) async fn have_dictionaries(job: &Job, ledger: &Ledger, now: i64) -> Result<(), Stop> {
    for name in job.mapping.dictionaries() {
        match dictionary(&job.account, ledger, name, now, false).await {
            Ok(_) => {}
            Err(NoDictionary::Ledger(error)) => return Err(error.into()),
            Err(NoDictionary::Unanswered(Unanswered::Refused { reason })) => {
                return Err(Stop::Paused(reason));
            }
            Err(other) => {
                let message = other.message();
                return Err(Stop::Outage(text!(
                    "pipeline-dictionary-unfetched",
                    dictionary = name,
                    message = message,
                )));
            }
        }
    }
    Ok(())
}

impl Run<'_> {
    /// Sees to it, once in a run, that the ledger holds what the mapping uses. Without it nothing can be sent, and
    /// nothing is rejected.
    pub(super) async fn need_dictionaries(&mut self) -> Result<(), Stop> {
        if self.has_dictionaries {
            return Ok(());
        }
        let (job, ledger) = (self.job, &self.context.ledger);
        let now = self.context.clock.now_ms();
        let had = have_dictionaries(job, ledger, now).await;
        if let Err(Stop::Paused(reason)) = &had {
            ledger.pause(&account_pause(job, reason, now)).await?;
        }
        self.has_dictionaries = had.is_ok();
        had
    }

    /// Notes the clock of the account's platform, for `status`.
    pub(super) async fn note_clock(&self) -> Result<(), LedgerError> {
        let account = &self.job.account;
        let Some(ahead) = account.cwr.as_ref().and_then(|cwr| cwr.clock_offset()) else {
            return Ok(());
        };
        let now = self.context.clock.now_ms();
        let ledger = &self.context.ledger;
        ledger
            .note_clock(&account.id, ahead.num_seconds(), now)
            .await
    }
}
