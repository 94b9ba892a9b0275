//! Calls without records: the dictionaries.

use tracing::warn;

use super::dictionary::Listed;
use super::reply::{Policy, Reply};
use super::signed::Function;
use super::versions::{OtherVersion, other};
use super::{Cwr, Unanswered};
use crate::language::text;
use crate::platform::{Fault, FaultKind};

/// The body of a call without one.
const NOTHING: &str = "{}";

impl Cwr {
    /// The functions that the platform answers with another version than is set, as far as this process knows.
    pub fn other_versions(&self) -> Vec<OtherVersion> {
        self.others.list()
    }

    /// Fetches a dictionary. An entry that cannot be used is left out, with a note.
    ///
    /// # Errors
    /// What stood in the way; a dictionary without an entry that can be used.
    pub async fn dictionary(&self, name: &str) -> Result<Listed, Unanswered> {
        let reply = self.ask(name).await?;
        let listed = Listed::read(&reply.data);
        if listed.entries.is_empty() {
            let message = text!("platform-cwr-no-dictionary", dictionary = name);
            let fault = Fault::new(FaultKind::Unreadable, message, false);
            return Err(Unanswered::Fault(fault));
        }
        for skipped in &listed.skipped {
            warn!(
                platform = self.settings.name,
                dictionary = name,
                note = skipped.said(),
                "an entry of the dictionary is left out"
            );
        }
        Ok(listed)
    }

    /// Calls a function without a body. Any answer but 00 is about the account. Where the function's version may be refused,
    /// the other one is tried once; where that is refused as well, what was said first counts.
    pub(super) async fn ask(&self, function: &str) -> Result<Reply, Unanswered> {
        let called = self.function(function);
        let first = self.asked(called).await?;
        if first.policy() == Policy::Stored {
            return Ok(first);
        }
        let other = other(called.version).filter(|_| first.is_of_a_parameter());
        let Some(version) = other else {
            return Err(self.refused(function, &first.told(&[]), &first));
        };
        let second = self.asked(Function { version, ..called }).await?;
        if second.policy() != Policy::Stored {
            let words = text!(
                "platform-cwr-both-versions",
                words = first.told(&[]),
                other = version,
                others = second.told(&[])
            );
            return Err(self.refused(function, &words, &first));
        }
        let set = self.settings.api_version.of(function);
        warn!(
            platform = self.settings.name,
            function,
            set,
            answered = version,
            "the platform refused the function's version and answered the other one, which is used from now on; set `api_version`"
        );
        self.others.note(function, set, version);
        Ok(second)
    }

    /// Calls a function without a body once. An answer that contradicts itself is none.
    async fn asked(&self, function: Function<'_>) -> Result<Reply, Unanswered> {
        let of_function = |fault: Fault| {
            Unanswered::Fault(Fault {
                message: format!("{}: {}", function.name, fault.message),
                ..fault
            })
        };
        let nothing = || NOTHING.to_owned();
        let asked = self.call(function, &[], &nothing, &mut None).await;
        let (reply, _) = asked.map_err(of_function)?;
        if reply.policy() == Policy::Unclear {
            let message = text!("platform-cwr-disagrees", words = reply.told(&[]));
            let fault = Fault::new(FaultKind::Unreadable, message, false);
            return Err(of_function(fault));
        }
        Ok(reply)
    }
}
