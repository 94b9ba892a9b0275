//! A running server.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::by_hand;
use super::draw::Faults;
use super::hazchem::{self, Tokens};
use super::line::{Cut, Lines};
use super::script::FaultScript;
use super::store::Store;
use crate::clock::Clock;

/// Bytes of a body that are read at most.
const BODY_LIMIT: usize = 64 << 20;

/// How a sandbox is started.
#[derive(Clone)]
pub struct Options {
    /// Where it listens; port 0 is a free one.
    pub listen: SocketAddr,
    /// The one account's name.
    pub username: String,
    /// Its password, as a person knows it: not in Base64.
    pub password: String,
    /// What goes wrong.
    pub faults: FaultScript,
    /// Ends tokens, and dates requests. Delays are real time all the same.
    pub clock: Clock,
    /// Accepts every upload unread, but for its ids, and keeps only [`Store::counts`]; needs no token and
    /// knows no faults. For measuring the other side.
    pub answer_only: bool,
}

impl Default for Options {
    /// A free port of the loopback; `sandbox` as name and password; no faults; the host's clock.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            username: "sandbox".to_owned(),
            password: "sandbox".to_owned(),
            faults: FaultScript::default(),
            clock: Clock::System,
            answer_only: false,
        }
    }
}

/// What all requests share.
pub(super) struct Service {
    pub(super) store: Store,
    pub(super) faults: Faults,
    pub(super) tokens: Tokens,
    pub(super) clock: Clock,
    pub(super) username: String,
    pub(super) password_base64: String,
}

/// A running sandbox. Dropped, it ends and cuts its connections off; so does [`Sandbox::stop`], which also
/// waits until the port is free again.
pub struct Sandbox {
    service: Arc<Service>,
    address: SocketAddr,
    task: JoinHandle<()>,
    lines: DropGuard,
}

impl Sandbox {
    /// Starts a server.
    ///
    /// # Errors
    /// The address cannot be listened on.
    pub async fn start(options: Options) -> std::io::Result<Self> {
        let listener = TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let service = Arc::new(Service {
            store: Store::default(),
            faults: Faults::new(options.faults),
            tokens: Tokens::default(),
            clock: options.clock,
            username: options.username,
            password_base64: BASE64_STANDARD.encode(options.password),
        });
        let uploads = if options.answer_only {
            hazchem::sink_routes()
        } else {
            hazchem::routes()
        };
        let app: Router = uploads
            .merge(by_hand::routes())
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .with_state(Arc::clone(&service));
        let lines = CancellationToken::new();
        let accept = Lines::new(listener, lines.clone());
        let serve = axum::serve(accept, app.into_make_service_with_connect_info::<Cut>());
        let end = lines.clone();
        let task = tokio::spawn(async move {
            tokio::select! {
                // It never ends by itself, so there is no error to look at.
                _ = serve => {}
                () = end.cancelled() => {}
            }
        });
        Ok(Self {
            service,
            address,
            task,
            lines: lines.drop_guard(),
        })
    }

    /// Where it listens: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What it took and saw.
    pub fn state(&self) -> &Store {
        &self.service.store
    }

    /// Replaces all faults from the next request on.
    pub fn script(&self, faults: FaultScript) {
        self.service.faults.replace(faults);
    }

    /// Ends every token given out so far.
    pub fn expire_tokens(&self) {
        self.service.tokens.expire();
    }

    /// Cuts every connection off and frees the port.
    pub async fn stop(self) {
        drop(self.lines);
        // It has no other end, and nothing in it panics.
        let _ = self.task.await;
    }
}
