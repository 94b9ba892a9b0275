//! Login: `POST /auth/login`, hazchem document, section 2.1.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};

use super::Settings;
use super::answer::too_often;
use super::body::Body;
use crate::language::text;
use crate::platform::excerpt::with_excerpt;
use crate::platform::transport::Response;
use crate::platform::transport::Transport;
use crate::platform::{Fault, FaultKind};

/// Below the platform's address.
const PATH: &str = "/auth/login";

/// Why there is no token.
#[derive(Clone, Debug)]
pub(super) enum NoToken {
    /// The platform does not accept user name and password: a person must act.
    Refused {
        /// Why, in one sentence.
        reason: String,
    },
    /// The login failed as a request.
    Fault(Fault),
}

/// Logs in and gives the token, without `Bearer`.
pub(super) async fn log_in(
    settings: &Settings,
    transport: &Transport,
    now: DateTime<Utc>,
) -> Result<SecretString, NoToken> {
    let password = password(settings);
    let body = serde_json::json!({
        "username": settings.username,
        "password": password.expose_secret(),
    });
    let answer = transport.post_json(PATH, None, body.to_string()).await;
    let response = answer.map_err(|mut fault| {
        // Only the login was sent, no record.
        fault.in_doubt = false;
        fault.message = text!("platform-hazchem-login", message = fault.message);
        NoToken::Fault(fault)
    })?;
    read(&response, settings, now)
}

/// What a refused login looks like is not said: any JSON without code 200 and a token is taken for one; all
/// else is an outage.
fn read(
    response: &Response,
    settings: &Settings,
    now: DateTime<Utc>,
) -> Result<SecretString, NoToken> {
    let body = Body::parse(&response.text);
    if let Some(fault) = too_often(response, body.as_ref(), now) {
        return Err(NoToken::Fault(fault));
    }
    let status = response.status;
    let number = status.to_string();
    if status >= 500 {
        let message = text!("platform-hazchem-login-status", status = number);
        let words = body.map_or_else(|| response.excerpt(&[]), |body| body.words());
        let message = with_excerpt(message, &without_secrets(words, settings));
        return Err(outage(FaultKind::Status(status), message));
    }
    let Some(body) = body else {
        let message = if response.is_page() {
            text!("platform-hazchem-login-page", status = number)
        } else {
            text!("platform-hazchem-login-no-json", status = number)
        };
        let kind = match status {
            200..=399 => FaultKind::Unreadable,
            _ => FaultKind::Status(status),
        };
        let words = without_secrets(response.excerpt(&[]), settings);
        return Err(outage(kind, with_excerpt(message, &words)));
    };
    let token = body.data.get("token").and_then(|token| token.as_str());
    match token.map(str::trim) {
        Some(token) if body.is("200") && !token.is_empty() => Ok(token.into()),
        _ => Err(NoToken::Refused {
            reason: refusal(&body, settings),
        }),
    }
}

fn outage(kind: FaultKind, message: String) -> NoToken {
    NoToken::Fault(Fault::new(kind, message, false))
}

fn refusal(body: &Body, settings: &Settings) -> String {
    let words = without_secrets(body.words(), settings);
    let name = settings.name.as_str();
    text!("platform-hazchem-login-refused", words = words, name = name)
}

/// The platform's words without the password, which they may quote.
fn without_secrets(mut words: String, settings: &Settings) -> String {
    let plain = settings.password.expose_secret();
    for secret in [plain, password(settings).expose_secret()] {
        if !secret.is_empty() {
            words = words.replace(secret, "***");
        }
    }
    words
}

/// The password as it is sent.
fn password(settings: &Settings) -> SecretString {
    let password = settings.password.expose_secret();
    if settings.password_encoded {
        password.into()
    } else {
        STANDARD.encode(password).into()
    }
}
