//! Wiring of an account: its client, by the platform's kind.

use std::sync::Arc;

use chrono_tz::Tz;
use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::config::{CwrConfig, HazchemConfig, PlatformConfig, PlatformKind};
use crate::pipeline::Account;
use crate::platform::cwr::{self, Cwr};
use crate::platform::hazchem::{self, Hazchem};
use crate::platform::{HttpSettings, TransportError};

/// An account of the configuration. Connects to nothing yet.
pub(super) fn open(
    platform: &PlatformConfig,
    zone: Tz,
    clock: Clock,
) -> Result<Account, TransportError> {
    match &platform.kind {
        PlatformKind::Hazchem(config) => {
            let client = Hazchem::new(hazchem(platform, config), clock)?;
            Ok(Account {
                name: platform.name.clone(),
                id: client.account(),
                configuration: client.configuration(),
                platform: client,
                cwr: None,
                slots: Arc::new(Semaphore::new(platform.concurrency)),
                concurrency: platform.concurrency,
                timeout: platform.timeout,
                zone,
                pace: config.pace,
                window: None,
            })
        }
        PlatformKind::Cwr(config) => {
            let client = Cwr::new(cwr(platform, config), clock)?;
            Ok(Account {
                name: platform.name.clone(),
                id: client.account(),
                configuration: client.configuration(),
                platform: client.clone(),
                cwr: Some(client),
                slots: Arc::new(Semaphore::new(platform.concurrency)),
                concurrency: platform.concurrency,
                timeout: platform.timeout,
                zone,
                pace: None,
                window: Some(config.passage_window),
            })
        }
    }
}

fn hazchem(platform: &PlatformConfig, config: &HazchemConfig) -> hazchem::Settings {
    hazchem::Settings {
        name: platform.name.clone(),
        url: platform.url.clone(),
        username: config.username.clone(),
        password: config.password.hand_over(),
        password_encoded: config.password_encoded,
        bearer: config.bearer,
        system_name: config.system_name.clone(),
        area_code: config.area_code.clone(),
        http: http(platform),
    }
}

fn cwr(platform: &PlatformConfig, config: &CwrConfig) -> cwr::Settings {
    cwr::Settings {
        name: platform.name.clone(),
        url: platform.url.clone(),
        api_key: config.api_key.clone(),
        api_secret: config.api_secret.hand_over(),
        client_serial: config.client_serial.clone(),
        api_version: config.api_version.clone(),
        http: http(platform),
    }
}

fn http(platform: &PlatformConfig) -> HttpSettings {
    HttpSettings {
        timeout: platform.timeout,
        proxy: platform.proxy.clone(),
        bind: platform.bind,
        ca_file: platform.ca_file.clone(),
    }
}
