//! Wake-ups: a notification on a channel rings the bells of the jobs that wait for it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgListener, PgPoolOptions};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use tracing::{info, warn};

use super::options;
use crate::database::lends_by_transaction;
use crate::source::Settings;
use crate::source::driver::CONNECT_LIMIT;

/// The first wait before a lost connection is made anew; each next one is twice as long.
const FIRST: Duration = Duration::from_secs(1);
/// The longest wait.
const MOST: Duration = Duration::from_secs(30);
/// A connection that was silent for so long is asked whether it still is one.
const SILENCE: Duration = Duration::from_secs(30);

/// Listens to channels of a PostgreSQL source for as long as it is polled, on a connection of its own. A lost connection
/// is made anew; whenever one is made all bells ring, for what was missed meanwhile. A bell that has rung
/// and was not heard rings no second time.
pub async fn listen(settings: Settings, bells: BTreeMap<String, Vec<Arc<Notify>>>) {
    let mut pause = FIRST;
    let mut lost = false;
    loop {
        if cannot_listen(&settings).await {
            warn!(
                source = settings.name,
                "a pooler lends the database's sessions by the transaction, and passes no notifications on; jobs run by \
                 `schedule` or `every`. For `wake` let `url` of the source name the server itself"
            );
            return;
        }
        match connect(&settings, &bells).await {
            Ok(listener) => {
                if lost {
                    info!(source = settings.name, "listens to notifications again");
                }
                pause = FIRST;
                bells.values().flatten().for_each(|bell| bell.notify_one());
                hear(listener, &bells).await;
                warn!(
                    source = settings.name,
                    "the connection that listens to notifications was lost; jobs run by `schedule` or `every` until it is back"
                );
            }
            Err(error) if !lost => {
                warn!(source = settings.name, %error, "notifications cannot be listened to; jobs run by `schedule` or `every` meanwhile");
            }
            Err(_) => {}
        }
        lost = true;
        let most = pause.as_millis() as u64;
        sleep(Duration::from_millis(fastrand::u64(most / 2..=most))).await;
        pause = MOST.min(pause * 2);
    }
}

/// Whether a pooler stands before the server that passes no notifications on. What cannot be reached now is asked again.
pub async fn cannot_listen(settings: &Settings) -> bool {
    match options(settings) {
        Ok(options) => matches!(
            lends_by_transaction(&options, CONNECT_LIMIT).await,
            Ok(true)
        ),
        Err(_) => false,
    }
}

async fn connect(
    settings: &Settings,
    bells: &BTreeMap<String, Vec<Arc<Notify>>>,
) -> Result<PgListener, sqlx::Error> {
    let options = options(settings)?;
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(CONNECT_LIMIT)
        .max_lifetime(None)
        .idle_timeout(None)
        .connect_lazy_with(options);
    let mut listener = PgListener::connect_with(&pool).await?;
    listener.eager_reconnect(false);
    listener
        .listen_all(bells.keys().map(String::as_str))
        .await?;
    Ok(listener)
}

/// Rings until the connection is lost.
async fn hear(mut listener: PgListener, bells: &BTreeMap<String, Vec<Arc<Notify>>>) {
    loop {
        match timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(notification))) => {
                let of_channel = bells.get(notification.channel());
                of_channel
                    .into_iter()
                    .flatten()
                    .for_each(|bell| bell.notify_one());
            }
            Ok(Ok(None) | Err(_)) => return,
            Err(_) => {
                // The empty statement.
                let alive = sqlx::query("").execute(&mut listener);
                if !matches!(timeout(CONNECT_LIMIT, alive).await, Ok(Ok(_))) {
                    return;
                }
            }
        }
    }
}
