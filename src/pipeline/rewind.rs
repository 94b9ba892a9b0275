//! What a person decides on a stream: to read it again from somewhere on, or to wait no longer for missing ids.
//!
//! What is read again counts as changed, and is sent whatever the ledger knows of its content: a person sets a stream back because that is
//! not to be trusted, as after the state was restored from a backup.

use thiserror::Error;

use super::tenure::acquire;
use super::{Context, Job};
use crate::language::text;
use crate::ledger::{
    Acquired, Actor, Doubt, Intake, IntakeOutcome, Lease, LedgerError, StoredPosition,
    StreamDecision,
};
use crate::source::{Begin, Position, SourceError, Span, Stream};
use crate::time::beijing;

/// Why a decision was not carried out.
#[derive(Debug, Error)]
pub enum Undecided {
    /// A run holds the lease.
    #[error("{}", text!("pipeline-leased", holder = .holder.as_str(), until = .until.as_str()))]
    Leased {
        /// Who.
        holder: String,
        /// Until when.
        until: String,
    },
    /// It asks for something that is not there.
    #[error("{0}")]
    Impossible(String),
    /// The site's database gave no answer.
    #[error("{0}")]
    Source(#[from] SourceError),
    /// A stream, or what it leads to, cannot be read.
    #[error("{0}")]
    Unread(String),
    /// The state database failed.
    #[error("{0}")]
    Ledger(#[from] LedgerError),
}

/// A change of a stream's position.
struct Change {
    position: Position,
    what: &'static str,
    /// What is known of the keys that are read from there on is not trusted.
    doubts: bool,
    /// What it comes to.
    detail: String,
}

/// Sets a stream back, so that it is read again from `to` on; its watermark before, where it had one.
///
/// # Errors
/// A lease that somebody holds, a place ahead of the watermark, and what source and ledger refuse.
pub async fn rewind(
    job: &Job,
    context: &Context,
    stream: &Stream,
    to: &Begin,
    reason: &str,
    actor: &Actor,
) -> Result<String, Undecided> {
    let change = async |stored: Option<&Position>| {
        let position = job.source.begin(stream, to).await?;
        if let (Position::Log(new), Some(Position::Log(old))) = (&position, stored)
            && new.id() > old.id()
        {
            return Err(Undecided::Impossible(text!(
                "pipeline-ahead",
                stream = stream.name.as_str(),
                after = old.after.to_string(),
            )));
        }
        let before = stored.map(standing);
        let position = position.set_back(stored);
        let place = standing(&position);
        Ok(Change {
            detail: match before {
                Some(before) => text!("pipeline-set-back", place = place, before = before),
                None => text!("pipeline-set-back-first", place = place),
            },
            what: "rewind",
            doubts: true,
            position,
        })
    };
    decide(job, context, stream, reason, actor, change).await
}

/// Gives up the missing ids around `id`: they are not asked for any more.
///
/// # Errors
/// A lease that somebody holds, an id that is not waited for, and what source and ledger refuse.
pub async fn skip_gap(
    job: &Job,
    context: &Context,
    stream: &Stream,
    id: i128,
    reason: &str,
    actor: &Actor,
) -> Result<String, Undecided> {
    let change = async |stored: Option<&Position>| {
        let skipped = stored.and_then(|stored| without(stored, id));
        let Some((position, span)) = skipped else {
            return Err(Undecided::Impossible(text!(
                "pipeline-no-gap",
                stream = stream.name.as_str(),
                id = id.to_string(),
            )));
        };
        Ok(Change {
            position,
            what: "skip-gap",
            doubts: false,
            detail: text!("pipeline-gave-up", ids = span.to_string()),
        })
    };
    decide(job, context, stream, reason, actor, change).await
}

/// Changes a position under the job's lease; what it comes to.
async fn decide(
    job: &Job,
    context: &Context,
    stream: &Stream,
    reason: &str,
    actor: &Actor,
    change: impl AsyncFnOnce(Option<&Position>) -> Result<Change, Undecided>,
) -> Result<String, Undecided> {
    let ledger = &context.ledger;
    let route = ledger.route(&job.ledger_name, &job.account.id).await?;
    let lease = match acquire(job, context, route.id).await? {
        Acquired::Granted(lease) => lease,
        Acquired::Held { holder, until, .. } => {
            let until = beijing(until);
            return Err(Undecided::Leased { holder, until });
        }
    };
    let decided = async {
        let stored = ledger.position(route.id, &stream.name).await?;
        let position = stored.as_ref().map(|stored| parse(stream, stored));
        let change = change(position.transpose()?.as_ref()).await?;
        write(context, stream, &lease, stored, &change, reason, actor).await?;
        Ok(change.detail)
    };
    let decided = decided.await;
    ledger.release(&lease).await?;
    decided
}

async fn write(
    context: &Context,
    stream: &Stream,
    lease: &Lease,
    stored: Option<StoredPosition>,
    change: &Change,
    reason: &str,
    actor: &Actor,
) -> Result<(), Undecided> {
    let position = change.position.to_json().map_err(LedgerError::Unwritable)?;
    let doubted = change.doubts || stored.as_ref().is_some_and(|stored| stored.doubted);
    let decision = StreamDecision {
        what: change.what,
        detail: &format!("{}: {reason}", change.detail),
        page: Intake {
            stream: &stream.name,
            expected: stored.map(|stored| stored.version),
            position: &position,
            doubt: doubted.then(Doubt::default),
            now: context.clock.now_ms(),
            ..Intake::default()
        },
    };
    match context.ledger.decide_stream(lease, decision, actor).await? {
        IntakeOutcome::Taken { .. } => Ok(()),
        IntakeOutcome::Moved | IntakeOutcome::Refused => Err(Undecided::Impossible(text!(
            "pipeline-moved-meanwhile",
            stream = stream.name.as_str(),
        ))),
    }
}

fn parse(stream: &Stream, stored: &StoredPosition) -> Result<Position, Undecided> {
    serde_json::from_str(&stored.position).map_err(|error| {
        Undecided::Impossible(text!(
            "pipeline-position-unreadable",
            stream = stream.name.as_str(),
            error = error.to_string(),
        ))
    })
}

/// The position without the span that holds a missing id, and that span.
fn without(position: &Position, id: i128) -> Option<(Position, Span)> {
    let Position::Log(at) = position else {
        return None;
    };
    let mut at = at.clone();
    let found = at.gaps.iter().enumerate();
    let mut found = found.filter_map(|(n, gap)| Some((n, gap.without(id)?)));
    let (n, (left, span)) = found.next()?;
    at.gaps.splice(n..=n, left);
    Some((Position::Log(at), span))
}

/// Where a stream stands, for a person.
fn standing(position: &Position) -> String {
    let begins = match position {
        Position::Updated(at) => at.time.clone(),
        _ => None,
    };
    let text = begins.or_else(|| position.watermark());
    text.unwrap_or_else(|| text!("pipeline-start"))
}
