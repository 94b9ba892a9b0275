//! The token: one login for all tasks, and again before it expires.
//!
//! hazchem document, sections 1 and 2.1: a token is valid for 30 minutes.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;

use super::Settings;
use super::login::{self, NoToken};
use crate::clock::Clock;
use crate::platform::transport::Transport;

/// A token is renewed this long after its login began: five minutes before it expires.
const LIFE: TimeDelta = TimeDelta::minutes(25);

/// What goes out with an upload.
#[derive(Clone, Debug)]
pub(super) struct Pass {
    /// Which login it came from.
    pub(super) login: u64,
    /// The `Authorization` header.
    pub(super) header: SecretString,
}

/// The token in use, and how the last login ended.
#[derive(Debug, Default)]
pub(super) struct Session {
    cell: Mutex<Cell>,
    /// Logins that ended, well or not.
    ended: AtomicU64,
}

#[derive(Debug, Default)]
struct Cell {
    pass: Option<(Pass, DateTime<Utc>)>,
    failure: Option<NoToken>,
}

impl Session {
    /// A token that is still good: the one at hand, or that of a login made now. `refused` is the login whose
    /// token the platform has refused; where another task has logged in since, that login's token is given.
    ///
    /// Tasks that wait while a login is made share its outcome, so a wrong password is tried once.
    pub(super) async fn pass(
        &self,
        refused: Option<u64>,
        settings: &Settings,
        transport: &Transport,
        clock: &Clock,
    ) -> Result<Pass, NoToken> {
        let ended = self.ended.load(Ordering::SeqCst);
        let mut cell = self.cell.lock().await;
        if let Some((pass, since)) = &cell.pass {
            let age = clock.now() - since;
            let fresh = (TimeDelta::zero()..LIFE).contains(&age);
            if fresh && refused != Some(pass.login) {
                return Ok(pass.clone());
            }
        }
        if let Some(failure) = &cell.failure
            && self.ended.load(Ordering::SeqCst) != ended
        {
            return Err(failure.clone());
        }
        self.log_in(&mut cell, settings, transport, clock).await
    }

    /// A login, whatever token is at hand.
    pub(super) async fn renew(
        &self,
        settings: &Settings,
        transport: &Transport,
        clock: &Clock,
    ) -> Result<Pass, NoToken> {
        let mut cell = self.cell.lock().await;
        self.log_in(&mut cell, settings, transport, clock).await
    }

    async fn log_in(
        &self,
        cell: &mut Cell,
        settings: &Settings,
        transport: &Transport,
        clock: &Clock,
    ) -> Result<Pass, NoToken> {
        let since = clock.now();
        let outcome = login::log_in(settings, transport, since).await;
        let login = self.ended.fetch_add(1, Ordering::SeqCst) + 1;
        match outcome {
            Ok(token) => {
                let pass = Pass {
                    login,
                    header: header(&token, settings.bearer),
                };
                cell.pass = Some((pass.clone(), since));
                cell.failure = None;
                Ok(pass)
            }
            Err(failure) => {
                cell.pass = None;
                cell.failure = Some(failure.clone());
                Err(failure)
            }
        }
    }
}

fn header(token: &SecretString, bearer: bool) -> SecretString {
    if bearer {
        format!("Bearer {}", token.expose_secret()).into()
    } else {
        token.clone()
    }
}
