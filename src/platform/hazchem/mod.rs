//! The hazchem platform (数字危化 特殊作业): work permits, attachments and alarms.

pub mod departure_alarm;
pub mod gas_alarm;
pub mod ticket_file;
pub mod work_ticket;

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::SecretString;

use super::field::Target;
use super::{Answer, Fault, Outlet, Platform, Preview, Record, TransportError};
use crate::clock::Clock;

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
    pub outlet: Outlet,
}

/// An account at the hazchem platform.
#[derive(Debug)]
pub struct Hazchem {
    settings: Settings,
    clock: Clock,
}

impl Hazchem {
    /// An account with these settings. Connects to nothing yet.
    ///
    /// # Errors
    /// A setting that cannot be used.
    pub fn new(settings: Settings, clock: Clock) -> Result<Arc<Self>, TransportError> {
        Ok(Arc::new(Self { settings, clock }))
    }
}

#[async_trait]
impl Platform for Hazchem {
    async fn send(&self, target: &'static Target, batch: &[Record]) -> Answer {
        let _ = (target, batch, &self.settings, &self.clock);
        unimplemented!()
    }

    async fn probe(&self) -> Result<(), Fault> {
        unimplemented!()
    }

    fn preview(&self, target: &'static Target, batch: &[Record]) -> Preview {
        let _ = (target, batch);
        unimplemented!()
    }
}
