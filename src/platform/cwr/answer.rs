//! What the answer to an upload means.

use chrono::{DateTime, Utc};

use super::reply::{Policy, Reply};
use crate::language::text;
use crate::platform::excerpt::{status_words, with_excerpt};
use crate::platform::field::{FactSource, Target};
use crate::platform::transport::Response;
use crate::platform::{Answer, Fault, FaultKind, Record, ReplyFact};

/// Reads a response as a reply; `batch` is what its call carried.
///
/// # Errors
/// The fault of a response that is none.
pub(super) fn reply(
    response: &Response,
    batch: &[&Record],
    now: DateTime<Utc>,
) -> Result<Reply, Fault> {
    let status = response.status;
    if status == 429 {
        let message = text!("platform-cwr-too-often");
        return Err(Fault {
            retry_after: response.retry_after(now),
            ..Fault::new(FaultKind::Busy, message, false)
        });
    }
    let parsed = Reply::parse(&response.text);
    if status >= 500 {
        let words = match parsed {
            Some(reply) => reply.told(batch),
            None => response.excerpt(batch),
        };
        return Err(Fault::new(
            FaultKind::Status(status),
            status_words(status, &words),
            true,
        ));
    }
    match parsed {
        Some(reply) => match reply.policy() {
            Policy::Failed(status) => {
                let message = text!("platform-failed-with", words = reply.told(batch));
                Err(Fault::new(FaultKind::Status(status), message, false))
            }
            _ => Ok(reply),
        },
        None if status != 200 => {
            let message = status_words(status, &response.excerpt(batch));
            Err(Fault::new(FaultKind::Status(status), message, false))
        }
        None => {
            let why = if response.is_page() {
                text!("platform-cwr-page")
            } else {
                text!("platform-cwr-no-json")
            };
            let message = with_excerpt(why, &response.excerpt(batch));
            Err(Fault::new(FaultKind::Unreadable, message, true))
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
        Policy::Stored => verdicts(reply.stored(batch), facts(reply, target)),
        // Of one record, some is all.
        Policy::Partial if batch.len() > 1 => verdicts(reply.partial(batch), Vec::new()),
        Policy::Refused(_) | Policy::Partial => match reply.all_named(batch) {
            Some(named) => verdicts(named, Vec::new()),
            None => reply.refused(batch),
        },
        Policy::Unclear => verdicts(reply.unclear(batch), Vec::new()),
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
