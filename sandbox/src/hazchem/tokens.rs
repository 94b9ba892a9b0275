//! Tokens given out (section 一, 5).

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};

/// token的有限期为 30 分钟.
const VALID: TimeDelta = TimeDelta::minutes(30);

/// Tokens given out, with the time of their birth. An older one stays valid beside a newer one.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<String, DateTime<Utc>>>);

impl Tokens {
    /// Ends every token.
    pub(crate) fn expire(&self) {
        self.lock().clear();
    }

    /// Gives out a token that looks like the document's: 32 bytes in Base64.
    pub(super) fn give(&self, now: DateTime<Utc>) -> String {
        let bytes: [u8; 32] = std::array::from_fn(|_| fastrand::u8(..));
        let token = BASE64_STANDARD.encode(bytes);
        self.lock().insert(token.clone(), now);
        token
    }

    /// Whether the request carries a valid token, as `Authorization: Bearer TOKEN`.
    pub(super) fn admit(&self, headers: &HeaderMap, now: DateTime<Utc>) -> bool {
        let header = headers.get(header::AUTHORIZATION);
        let value = header.and_then(|value| value.to_str().ok());
        let token = value.and_then(|value| value.strip_prefix("Bearer "));
        let tokens = self.lock();
        token
            .and_then(|token| tokens.get(token))
            .is_some_and(|born| now - *born < VALID)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, DateTime<Utc>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
