//! What a person decides on a stream: to read it again from somewhere on, or to wait no longer for missing ids.
//!
//! What is read again counts as changed, and is sent where its content differs from what the platform has.

use thiserror::Error;

use super::tenure::acquire;
use super::{Context, Job};
use crate::ledger::{
    Acquired, Actor, Intake, IntakeOutcome, Lease, LedgerError, StoredPosition, StreamDecision,
};
use crate::report::beijing;
use crate::source::{Begin, Position, SourceError, Span, Stream};

/// Why a decision was not carried out.
#[derive(Debug, Error)]
pub enum Undecided {
    /// A run holds the lease.
    #[error("leased by {holder} until {until}")]
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
            return Err(Undecided::Impossible(format!(
                "stream `{}` has been read up to {} only, and what lies between would never be read",
                stream.name, old.after
            )));
        }
        let was = stored.map_or_else(|| "nowhere".to_owned(), standing);
        let position = position.set_back(stored);
        Ok(Change {
            detail: format!("back to {}; it was at {was}", standing(&position)),
            what: "rewind",
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
            return Err(Undecided::Impossible(format!(
                "stream `{}` does not wait for the id {id}",
                stream.name
            )));
        };
        Ok(Change {
            position,
            what: "skip-gap",
            detail: format!("gave up {span}"),
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
    let position = serde_json::to_string(&change.position).unwrap_or_default();
    let decision = StreamDecision {
        what: change.what,
        detail: &format!("{}: {reason}", change.detail),
        page: Intake {
            stream: &stream.name,
            expected: stored.map(|stored| stored.version),
            position: &position,
            keys: &[],
            candidates: false,
            round: None,
            now: context.clock.now_ms(),
        },
    };
    match context.ledger.decide_stream(lease, decision, actor).await? {
        IntakeOutcome::Taken { .. } => Ok(()),
        IntakeOutcome::Moved | IntakeOutcome::Refused => Err(Undecided::Impossible(format!(
            "stream `{}` was moved meanwhile; nothing was changed; try again",
            stream.name
        ))),
    }
}

fn parse(stream: &Stream, stored: &StoredPosition) -> Result<Position, Undecided> {
    serde_json::from_str(&stored.position).map_err(|error| {
        Undecided::Impossible(format!(
            "stream `{}`: its stored position is not readable ({error})",
            stream.name
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
    text.unwrap_or_else(|| "the start".to_owned())
}
