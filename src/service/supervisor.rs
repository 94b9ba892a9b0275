//! What systemd is told, where it started us: ready, alive, stopping.

use std::time::Duration;

use sd_notify::NotifyState;
use tokio_util::sync::CancellationToken;

/// The jobs have been started.
pub(super) fn ready() {
    tell(NotifyState::Ready);
}

/// The service has been asked to stop.
pub(super) fn stopping() {
    tell(NotifyState::Stopping);
}

/// Says again and again that the program is alive, as often as `WatchdogSec=` asks for, until it is to stop.
pub(super) async fn watch_until(stop: &CancellationToken) {
    let Some(limit) = sd_notify::watchdog_enabled() else {
        return stop.cancelled().await;
    };
    let mut often = tokio::time::interval((limit / 3).max(Duration::from_millis(1)));
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = often.tick() => tell(NotifyState::Watchdog),
        }
    }
}

/// Whoever is not there to hear it needs not be told.
fn tell(state: NotifyState<'_>) {
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::debug!(%error, "systemd could not be told");
    }
}
