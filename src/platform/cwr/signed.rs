//! A signed call: its URL, and how it is made.

use chrono::TimeDelta;
use secrecy::ExposeSecret;

use super::Cwr;
use super::answer::reply;
use super::reply::{Called, Policy, Reply};
use super::sign::{Parameters, timestamp};
use crate::language::text;
use crate::platform::{Alone, Fault, FaultKind, Record, Request};

/// A function, and the version that it is called with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Function<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
}

/// A call, signed: what `shangbao sign` explains.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The names and values in the order they are signed, without the body.
    pub parameters: Vec<(&'static str, String)>,
    /// The signature.
    pub signature: String,
    /// The path and query of its URL.
    pub path: String,
    /// The time of the call.
    pub timestamp: String,
}

impl Cwr {
    /// Signs a call of a function with this body: at this time, or as of now.
    pub fn sign(&self, function: &str, body: &[u8], time: Option<String>) -> Signed {
        let now = || timestamp(self.clock.now(), self.difference.correction());
        self.signed(self.function(function), body, time.unwrap_or_else(now))
    }

    /// The full URL of a call.
    pub fn url(&self, path: &str) -> String {
        self.transport.url(path)
    }

    fn signed(&self, function: Function<'_>, body: &[u8], timestamp: String) -> Signed {
        let settings = &self.settings;
        let parameters = Parameters {
            api_key: &settings.api_key,
            api_version: function.version,
            body,
            client_serial: &settings.client_serial,
            timestamp: &timestamp,
        };
        let signature = parameters.signature(settings.api_secret.expose_secret());
        let query = parameters.query(&signature);
        let shown = parameters.sorted().into_iter();
        let shown = shown.filter(|(name, _)| *name != "body");
        Signed {
            parameters: shown
                .map(|(name, value)| (name, String::from_utf8_lossy(value).into_owned()))
                .collect(),
            signature,
            path: format!("/CWRService/{}{query}", function.name),
            timestamp,
        }
    }

    /// Calls a function. A call that was refused is signed anew, and made once more, where its time may be why: the
    /// platform says so, or its reply has taught that the clocks differ by more than the call was corrected by.
    ///
    /// What went out last is left in `request`. The time of the call comes with the reply: the platform gives an upload no id, so that is what its operators
    /// can look it up by.
    pub(super) async fn call(
        &self,
        function: Function<'_>,
        batch: &[&Record],
        body: &(dyn Fn() -> String + Sync),
        request: &mut Option<Request>,
    ) -> Result<(Reply, String), Fault> {
        let used = self.difference.correction();
        let first = self.call_at(function, batch, body(), used, request).await?;
        let other = match first.0.policy() {
            Policy::Clock => self.difference.instead_of(used),
            Policy::Pause | Policy::Refused(Alone::Rejected)
                if self.difference.differs_from(used) =>
            {
                self.difference.correction()
            }
            _ => return Ok(first),
        };
        let second = self
            .call_at(function, batch, body(), other, request)
            .await?;
        if second.0.policy() != Policy::Clock {
            return Ok(second);
        }
        let message = text!(
            "platform-cwr-clock",
            function = function.name,
            name = self.settings.name.as_str(),
            words = second.0.told(&[]),
        );
        Err(Fault::new(FaultKind::Clock, message, false))
    }

    async fn call_at(
        &self,
        function: Function<'_>,
        batch: &[&Record],
        body: String,
        correction: TimeDelta,
        request: &mut Option<Request>,
    ) -> Result<(Reply, String), Fault> {
        let time = timestamp(self.clock.now(), correction);
        let signed = self.signed(function, body.as_bytes(), time);
        let reference = format!("{} {}", signed.timestamp, signed.signature);
        let sent = self.clock.now();
        let dead_at = sent + self.settings.http.timeout;
        *request = Some(Request::of(body.as_bytes(), reference, dead_at));
        let answer = self.transport.post_json(&signed.path, None, body).await;
        let response = answer?;
        let now = self.clock.now();
        if let Some(date) = response.date() {
            self.difference.learn(date, sent, now, &self.settings.name);
        }
        let reply = reply(&response, batch, now)?;
        let called = Called::new(function.name, function.version, self.difference.known());
        Ok((reply.to(called), signed.timestamp))
    }
}
