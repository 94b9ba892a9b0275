//! Who is connected to the page: few at once, none for long without asking anything, so that a visitor who never speaks
//! costs the uploads no descriptor, and other visitors no page.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::{Extension, body::Body};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::task::AbortOnDropHandle;

/// How many are connected at once. Whoever comes then is let in, and the one who asked nothing for longest has to go.
const MOST: usize = 128;
/// How long a visitor may take for the head of a request, and be silent between two.
const HEAD: Duration = Duration::from_secs(15);
/// How long a request may take, its body included.
const REQUEST: Duration = Duration::from_secs(60);
/// The pause after a connection could not be taken: as a rule there is no descriptor for it.
const PAUSE: Duration = Duration::from_millis(200);

/// A visitor's connection. Dropped, it is closed.
struct Connection {
    /// How many of its requests are being answered.
    busy: Arc<AtomicUsize>,
    task: AbortOnDropHandle<()>,
}

/// Serves whoever connects, until it is dropped.
pub(super) async fn serve(listener: TcpListener, pages: Router) {
    let there: Mutex<VecDeque<Connection>> = Mutex::default();
    loop {
        let (stream, from) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(_) => {
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let busy = Arc::new(AtomicUsize::new(0));
        let answering = answer(stream, from, pages.clone(), busy.clone());
        let task = AbortOnDropHandle::new(tokio::spawn(answering));
        if let Ok(mut there) = there.lock() {
            make_room(&mut there);
            there.push_back(Connection { busy, task });
        }
    }
}

/// Leaves room for one more: those that ended go, then the oldest of which no request is being answered, then the oldest.
fn make_room(there: &mut VecDeque<Connection>) {
    if there.len() < MOST {
        return;
    }
    there.retain(|connection| !connection.task.is_finished());
    if there.len() >= MOST {
        let is_idle = |connection: &Connection| connection.busy.load(Ordering::Relaxed) == 0;
        let oldest = there.iter().position(is_idle).unwrap_or(0);
        there.remove(oldest);
    }
}

async fn answer(stream: TcpStream, from: SocketAddr, pages: Router, busy: Arc<AtomicUsize>) {
    let pages = TowerToHyperService::new(pages.layer(Extension(ConnectInfo(from))));
    let pages = service_fn(move |request: Request<Incoming>| {
        let asked = Asked::begin(&busy);
        let answer = hyper::service::Service::call(&pages, request.map(Body::new));
        async move {
            let _asked = asked;
            // An error closes the connection: a body that does not come is nothing to answer.
            let answer = tokio::time::timeout(REQUEST, answer).await;
            answer.map(|Ok(response)| response)
        }
    });
    // How a connection ends is the visitor's affair.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), pages)
        .await;
}

/// A request that is being answered.
struct Asked(Arc<AtomicUsize>);

impl Asked {
    fn begin(busy: &Arc<AtomicUsize>) -> Self {
        busy.fetch_add(1, Ordering::Relaxed);
        Self(busy.clone())
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
