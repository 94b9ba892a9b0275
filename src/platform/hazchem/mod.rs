//! The hazchem platform (数字危化 特殊作业): work permits, attachments and alarms.
//!
//! An upload's way: [`Hazchem`] takes a token from `session`, writes the body with `envelope`, and reads the
//! response with `answer`, which leaves the platform's sentence on the records to [`reply`].

mod answer;
mod body;
pub mod departure_alarm;
mod envelope;
mod form;
pub mod gas_alarm;
mod login;
pub mod reply;
mod session;
pub mod ticket_file;
pub mod work_ticket;

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use super::field::{Form, Target};
use super::redact::redact_answer;
use super::transport::Transport;
use super::{
    Answer, Digest, Fault, FaultKind, HttpSettings, Platform, Preview, Record, Request, Sent,
    TransportError,
};
use crate::clock::Clock;
use crate::language::text;
use answer::Reading;
use form::Parts;
use login::NoToken;
use session::{Pass, Session};

/// An account's settings.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Name in the configuration.
    pub name: String,
    /// Address; a path in it is kept.
    pub url: String,
    /// User name.
    pub username: String,
    /// Password.
    pub password: SecretString,
    /// The password already is Base64.
    pub password_encoded: bool,
    /// `Authorization: Bearer <token>`; `false` for the raw token.
    pub bearer: bool,
    /// The envelope's `systemName`.
    pub system_name: String,
    /// The envelope's `areaCode`.
    pub area_code: String,
    /// How requests leave.
    pub http: HttpSettings,
}

/// An account at the hazchem platform.
#[derive(Debug)]
pub struct Hazchem {
    settings: Settings,
    clock: Clock,
    transport: Transport,
    session: Session,
}

impl Hazchem {
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
            session: Session::default(),
        }))
    }

    /// The account that deliveries belong to: `hazchem http://10.100.254.26:8012 user`.
    pub fn account(&self) -> String {
        format!(
            "hazchem {} {}",
            self.transport.base(),
            self.settings.username
        )
    }

    /// A mark of 8 hexadecimal digits that changes with what the platform judges the account by (address,
    /// user, password and how they are sent). It is too short to give the password away.
    pub fn configuration(&self) -> String {
        let settings = &self.settings;
        let parts = [
            self.transport.base(),
            &settings.username,
            settings.password.expose_secret(),
            if settings.password_encoded {
                "encoded"
            } else {
                "plain"
            },
            if settings.bearer { "bearer" } else { "raw" },
            &settings.system_name,
            &settings.area_code,
        ];
        let mut mark = Digest::of_parts(parts.map(str::as_bytes)).to_string();
        mark.truncate(8);
        mark
    }

    async fn pass(&self, refused: Option<u64>) -> Result<Pass, Answer> {
        let pass = self
            .session
            .pass(refused, &self.settings, &self.transport, &self.clock);
        pass.await.map_err(|failure| match failure {
            NoToken::Refused { reason } => Answer::Pause { reason },
            NoToken::Fault(fault) => Answer::Fault(fault),
        })
    }

    /// Uploads once; what went out is left in `request`.
    async fn upload(
        &self,
        target: &Target,
        batch: &[&Record],
        pass: &Pass,
        request: &mut Option<Request>,
    ) -> Reading {
        let upload = data_id();
        let (content_type, body) = match (target.form, batch) {
            (Form::Multipart, [record]) => {
                let parts = Parts::new(&upload);
                (parts.content_type(), parts.write(record))
            }
            _ => {
                let body = envelope::write(&self.settings, &upload, batch);
                ("application/json".to_owned(), body.into_bytes())
            }
        };
        let dead_at = self.clock.now() + self.settings.http.timeout;
        let request = request.insert(Request::of(&body, upload.clone(), dead_at));
        let answer = self
            .transport
            .post(target.path, Some(&pass.header), &content_type, body);
        match answer.await {
            Ok(response) => {
                answer::note(&response, batch, request);
                answer::read(&response, upload, (target.form, batch), self.clock.now())
            }
            Err(fault) => fault.into(),
        }
    }

    /// Uploads, and when the token is not valid logs in and uploads once more.
    async fn try_send(
        &self,
        target: &Target,
        batch: &[&Record],
        request: &mut Option<Request>,
    ) -> Result<Answer, Answer> {
        let pass = self.pass(None).await?;
        if let Reading::Final(answer) = self.upload(target, batch, &pass, request).await {
            return Ok(answer);
        }
        let pass = self.pass(Some(pass.login)).await?;
        Ok(match self.upload(target, batch, &pass, request).await {
            Reading::Final(answer) => answer,
            Reading::NoRight { code } => self.no_right(target, &code),
            // A gateway answers so as well: no word on the account.
            Reading::Page { again } => {
                Answer::Fault(Fault::new(FaultKind::Unreadable, again, true))
            }
        })
    }

    fn no_right(&self, target: &Target, code: &str) -> Answer {
        let Settings { name, username, .. } = &self.settings;
        Answer::Pause {
            reason: text!(
                "platform-hazchem-no-right",
                user = username.as_str(),
                target = target.name,
                code = code,
                name = name.as_str(),
            ),
        }
    }
}

#[async_trait]
impl Platform for Hazchem {
    async fn send(&self, target: &'static Target, batch: &[&Record]) -> Sent {
        let mut request = None;
        let sent = self.try_send(target, batch, &mut request).await;
        let answer = redact_answer(sent.unwrap_or_else(|answer| answer), batch);
        Sent { answer, request }
    }

    async fn probe(&self) -> Result<(), Fault> {
        let login = self
            .session
            .renew(&self.settings, &self.transport, &self.clock);
        match login.await {
            Ok(_) => Ok(()),
            Err(NoToken::Fault(fault)) => Err(fault),
            Err(NoToken::Refused { reason }) => {
                Err(Fault::new(FaultKind::Status(401), reason, false))
            }
        }
    }

    fn preview(&self, target: &'static Target, batch: &[&Record]) -> Preview {
        let authorization = if self.settings.bearer {
            "Bearer ***"
        } else {
            "***"
        };
        let (content_type, body) = match (target.form, batch) {
            (Form::Multipart, [record, ..]) => {
                let parts = Parts::new(&data_id());
                (parts.content_type(), parts.shown(record))
            }
            _ => {
                let body = envelope::write(&self.settings, &data_id(), batch);
                ("application/json".to_owned(), body)
            }
        };
        Preview {
            url: self.transport.url(target.path),
            headers: vec![
                ("Content-Type", content_type),
                ("Authorization", authorization.to_owned()),
            ],
            body,
        }
    }
}

/// A new id of an upload: a UUID without dashes, as in the document's samples.
fn data_id() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}
