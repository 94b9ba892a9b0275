//! What systemd is told, where it started us: ready, alive, stopping.

use std::time::Duration;

use tokio_util::sync::CancellationToken;

/// What it is told.
#[derive(Clone, Copy)]
enum News {
    Ready,
    Alive,
    Stopping,
}

/// The jobs have been started.
pub(super) fn ready() {
    tell(News::Ready);
}

/// The service has been asked to stop.
pub(super) fn stopping() {
    tell(News::Stopping);
}

/// Says again and again that the program is alive, as often as `WatchdogSec=` asks for, until it is to stop.
pub(super) async fn watch_until(stop: &CancellationToken) {
    let Some(limit) = watchdog() else {
        return stop.cancelled().await;
    };
    let mut often = tokio::time::interval((limit / 3).max(Duration::from_millis(1)));
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = often.tick() => tell(News::Alive),
        }
    }
}

#[cfg(unix)]
fn watchdog() -> Option<Duration> {
    sd_notify::watchdog_enabled()
}

/// Whoever is not there to hear it needs not be told.
#[cfg(unix)]
fn tell(news: News) {
    use sd_notify::NotifyState;
    let state = match news {
        News::Ready => NotifyState::Ready,
        News::Alive => NotifyState::Watchdog,
        News::Stopping => NotifyState::Stopping,
    };
    if let Err(error) = sd_notify::notify(&[state]) {
        tracing::debug!(%error, "systemd could not be told");
    }
}

// Elsewhere there is no systemd.
#[cfg(not(unix))]
fn watchdog() -> Option<Duration> {
    None
}

#[cfg(not(unix))]
fn tell(_: News) {}
