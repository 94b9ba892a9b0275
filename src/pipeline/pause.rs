//! Pauses: a platform or job that is left alone until a person acts, or its configuration changes.

use tracing::info;

use super::{Context, Job};
use crate::language::text;
use crate::ledger::{Actor, LedgerError, Pause, Scope};

/// Why the job or its platform is paused, if it is. A pause that the program made ends when the configuration changes.
pub(super) async fn standing_pause(
    job: &Job,
    context: &Context,
) -> Result<Option<String>, LedgerError> {
    for pause in context.ledger.pauses().await? {
        if !concerns(&pause, job) {
            continue;
        }
        if pause
            .configuration
            .as_ref()
            .is_some_and(|then| *then != job.account.configuration)
        {
            let program = Actor {
                user: "shangbao".into(),
                host: context.holder.clone(),
            };
            let reason = text!("pipeline-configuration-changed");
            context
                .ledger
                .resume(
                    pause.scope,
                    &pause.name,
                    &reason,
                    &program,
                    context.clock.now_ms(),
                )
                .await?;
            info!(
                platform = job.account.name,
                "its configuration changed: the pause is lifted"
            );
            continue;
        }
        return Ok(Some(pause.reason));
    }
    Ok(None)
}

/// The pause among these that holds the job up until a person acts or its configuration changes.
pub fn held_up<'a>(job: &Job, pauses: &'a [Pause]) -> Option<&'a Pause> {
    let configured = |pause: &&Pause| {
        let then = pause.configuration.as_ref();
        then.is_none_or(|then| *then == job.account.configuration)
    };
    let mut ours = pauses.iter().filter(|pause| concerns(pause, job));
    ours.find(configured)
}

/// Whether a pause is of the job or of its platform. That of an outage is the service's, and holds up nobody else.
fn concerns(pause: &Pause, job: &Job) -> bool {
    let named = match pause.scope {
        Scope::Platform => pause.name == job.account.id,
        Scope::Job => pause.name == job.name || pause.name == job.ledger_name,
    };
    named && pause.until.is_none()
}

/// A pause of the account, made by the program.
pub(super) fn account_pause(job: &Job, reason: &str, now: i64) -> Pause {
    Pause {
        scope: Scope::Platform,
        name: job.account.id.clone(),
        reason: reason.to_owned(),
        since: now,
        by: None,
        configuration: Some(job.account.configuration.clone()),
        until: None,
    }
}
