//! What the answer to an upload means.

use chrono::{DateTime, Utc};

use super::reply::{Policy, Reply};
use crate::language::text;
use crate::platform::field::{FactSource, Target};
use crate::platform::transport::Response;
use crate::platform::{Answer, Fault, FaultKind, Record, ReplyFact, Verdict};

/// Reads a response as a reply.
///
/// # Errors
/// The fault of a response that is none.
pub(super) fn reply(response: &Response, now: DateTime<Utc>) -> Result<Reply, Fault> {
    let status = response.status;
    if status == 429 {
        let message = text!("platform-cwr-too-often");
        return Err(Fault {
            retry_after: response.retry_after(now),
            ..fault(FaultKind::Busy, message, false)
        });
    }
    let reply = (status < 500).then(|| Reply::parse(&response.text));
    match reply.flatten() {
        Some(reply) => match reply.policy() {
            Policy::Failed(status) => {
                let message = text!("platform-failed-with", words = reply.told(&[]));
                Err(fault(FaultKind::Status(status), message, false))
            }
            _ => Ok(reply),
        },
        None if status != 200 => {
            let message = text!("platform-status", status = status.to_string());
            Err(fault(FaultKind::Status(status), message, status >= 500))
        }
        None if response.is_page() => {
            let message = text!("platform-cwr-page");
            Err(fault(FaultKind::Unreadable, message, true))
        }
        None => {
            let message = text!("platform-cwr-no-json");
            Err(fault(FaultKind::Unreadable, message, true))
        }
    }
}

/// What a reply means for the records of its call; `None` where it is about the account or the time.
pub(super) fn read(
    reply: &Reply,
    target: &'static Target,
    upload: String,
    batch: &[&Record],
) -> Option<Answer> {
    let verdicts = |verdicts, facts| Answer::Verdicts {
        upload: upload.clone(),
        verdicts,
        facts,
    };
    Some(match reply.policy() {
        Policy::Stored => verdicts(vec![Verdict::Delivered; batch.len()], facts(reply, target)),
        // Of one record, some is all.
        Policy::Partial if batch.len() > 1 => verdicts(reply.partial(batch), Vec::new()),
        Policy::Refused(_) | Policy::Partial => match reply.all_named(batch) {
            Some(named) => verdicts(named, Vec::new()),
            None => reply.refused(batch),
        },
        Policy::Clock | Policy::Pause | Policy::Failed(_) => return None,
    })
}

/// What a reply says of its one record that later ones need.
fn facts(reply: &Reply, target: &'static Target) -> Vec<ReplyFact> {
    let from_reply = target
        .facts
        .iter()
        .filter(|rule| rule.from == FactSource::Reply);
    let facts = from_reply.filter_map(|rule| {
        Some(ReplyFact {
            at: 0,
            name: rule.name,
            value: reply.value(rule.name)?,
        })
    });
    facts.collect()
}

/// A fault.
pub(super) fn fault(kind: FaultKind, message: String, in_doubt: bool) -> Fault {
    Fault {
        kind,
        message,
        retry_after: None,
        in_doubt,
    }
}
