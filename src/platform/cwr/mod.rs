//! The construction real-name platform (实名分账平台, "CWR"): workers, gate passages, leaves and companies.
//!
//! An upload's way: [`Cwr`] writes the body with `envelope`, signs it ([`sign`]), and reads the response with
//! `answer`, which leaves what the platform says to `reply`.

pub mod add_company;
mod answer;
mod asking;
mod clock_skew;
pub mod dictionary;
mod envelope;
pub mod leave_project;
pub mod passed_log;
pub mod register_employee;
pub mod remove_company;
mod reply;
pub mod sign;
mod signed;
mod versions;

use std::sync::Arc;

use async_trait::async_trait;
use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::OnceCell;

use super::field::Target;
use super::redact::redact_answer;
use super::transport::Transport;
use super::{
    Alone, Answer, Digest, Fault, FaultKind, HttpSettings, Platform, Preview, Record, Request,
    Sent, TransportError,
};
use crate::clock::Clock;
use crate::language::text;
use clock_skew::ClockSkew;
use dictionary::EMP_CATEGORY;
use reply::Reply;
use signed::Function;
use versions::OtherVersions;

pub use signed::Signed;
pub use versions::{OtherVersion, Versions, functions};

/// An account's settings.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Name in the configuration.
    pub name: String,
    /// Address; a path in it is kept.
    pub url: String,
    /// The account.
    pub api_key: String,
    /// What signs; it never travels.
    pub api_secret: SecretString,
    /// The third-party system's number.
    pub client_serial: String,
    /// The version of each function.
    pub api_version: Versions,
    /// How requests leave.
    pub http: HttpSettings,
}

/// An account at the construction platform.
#[derive(Debug)]
pub struct Cwr {
    settings: Settings,
    clock: Clock,
    transport: Transport,
    difference: ClockSkew,
    others: OtherVersions,
    /// A signed call was answered by 00: what is refused from now on is not the account.
    trusted: OnceCell<()>,
}

impl Cwr {
    /// An account with these settings. Connects to nothing yet.
    ///
    /// # Errors
    /// A setting that cannot be used.
    pub fn new(settings: Settings, clock: Clock) -> Result<Arc<Self>, TransportError> {
        let transport = Transport::new(&settings.url, &settings.http)?;
        Ok(Arc::new(Self {
            settings,
            clock,
            transport,
            difference: ClockSkew::default(),
            others: OtherVersions::default(),
            trusted: OnceCell::new(),
        }))
    }

    /// The account that deliveries belong to: `cwr http://ticwrapi.thit.com.cn key serial`.
    pub fn account(&self) -> String {
        let Settings {
            api_key,
            client_serial,
            ..
        } = &self.settings;
        format!("cwr {} {api_key} {client_serial}", self.transport.base())
    }

    /// A mark of 8 hexadecimal digits that changes with what the platform judges the account by. It is too short
    /// to give the secret away.
    pub fn configuration(&self) -> String {
        let settings = &self.settings;
        let versions = settings.api_version.to_string();
        let parts = [
            self.transport.base(),
            &settings.api_key,
            settings.api_secret.expose_secret(),
            &settings.client_serial,
            &versions,
        ];
        let mut mark = Digest::of_parts(parts.map(str::as_bytes)).to_string();
        mark.truncate(8);
        mark
    }

    /// How far the platform's clock is ahead of the host's, by the last reply with a date.
    pub fn clock_offset(&self) -> Option<TimeDelta> {
        self.difference.known()
    }

    /// A function, with the version that it is called with.
    fn function<'a>(&'a self, name: &'a str) -> Function<'a> {
        let set = || self.settings.api_version.of(name);
        Function {
            name,
            version: self.others.of(name).unwrap_or_else(set),
        }
    }

    /// An answer that is about the account: its words, and what to do about it.
    fn refused(&self, function: &str, words: &str, reply: &Reply) -> Unanswered {
        let remedy = reply.remedy();
        Unanswered::Refused {
            reason: text!(
                "platform-cwr-refused",
                function = function,
                words = words,
                remedy = remedy.unwrap_or_else(|| text!("platform-cwr-check-account")),
                name = self.settings.name.as_str(),
            ),
        }
    }

    /// Before the first upload: a call that any account may make, so that a wrong key or signature rejects no record.
    async fn introduce(&self) -> Result<(), Unanswered> {
        let introduced = self
            .trusted
            .get_or_try_init(|| async { self.ask(EMP_CATEGORY.name).await.map(drop) });
        introduced.await.copied()
    }

    async fn try_send(
        &self,
        target: &'static Target,
        batch: &[&Record],
        request: &mut Option<Request>,
    ) -> Result<Answer, Unanswered> {
        if !envelope::fits(target, batch) {
            return Ok(Answer::Refused {
                code: "form".to_owned(),
                message: text!("platform-cwr-cannot-travel", target = target.name),
                alone: Alone::Rejected,
            });
        }
        self.introduce().await?;
        let function = function(target);
        let body = || envelope::write(target, batch);
        let called = self.function(function);
        let call = self.call(called, batch, &body, request).await;
        let (reply, upload) = call.map_err(Unanswered::Fault)?;
        if let Some(request) = request {
            request.answered(&reply.code, reply.words(batch));
        }
        answer::read(&reply, target, upload, batch)
            .ok_or_else(|| self.refused(function, &reply.told(&[]), &reply))
    }
}

/// Why a call has no answer that stands.
#[derive(Clone, Debug)]
pub enum Unanswered {
    /// The call failed.
    Fault(Fault),
    /// The account or its set-up is wrong: a person must act.
    Refused {
        /// Why, and what to do.
        reason: String,
    },
}

/// A target's function: the last part of its path.
fn function(target: &Target) -> &'static str {
    target.path.rsplit('/').next().unwrap_or_default()
}

#[async_trait]
impl Platform for Cwr {
    async fn send(&self, target: &'static Target, batch: &[&Record]) -> Sent {
        let mut request = None;
        let answer = match self.try_send(target, batch, &mut request).await {
            Ok(answer) => answer,
            Err(Unanswered::Fault(fault)) => Answer::Fault(fault),
            Err(Unanswered::Refused { reason }) => Answer::Pause { reason },
        };
        let answer = redact_answer(answer, batch);
        Sent { answer, request }
    }

    async fn probe(&self) -> Result<(), Fault> {
        match self.ask(EMP_CATEGORY.name).await {
            Ok(_) => {
                // Another task may have been first.
                let _ = self.trusted.set(());
                Ok(())
            }
            Err(Unanswered::Fault(fault)) => Err(fault),
            Err(Unanswered::Refused { reason }) => {
                Err(Fault::new(FaultKind::Status(401), reason, false))
            }
        }
    }

    fn preview(&self, target: &'static Target, batch: &[&Record]) -> Preview {
        let body = envelope::write(target, batch);
        let signed = self.sign(function(target), body.as_bytes(), None);
        Preview {
            url: self.url(&signed.path),
            headers: vec![("Content-Type", "application/json".to_owned())],
            body,
        }
    }
}
