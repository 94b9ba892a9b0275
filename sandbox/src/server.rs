//! A running server.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header;
use axum::middleware::map_response_with_state;
use axum::response::Response;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{TimeDelta, Utc};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::active_faults::ActiveFaults;
use super::connection::{Connections, Cut};
use super::cwr::{self, Account, Roster};
use super::hazchem::{self, Files, Tokens};
use super::inspect;
use super::script::FaultScript;
use super::service::{Now, Service};
use super::store::Store;
use super::words::Words;

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
    /// Which of its words the platform uses, of each reply that has several forms: 0 is the documents' own, and each
    /// other number another choice.
    pub seed: u64,
    /// Ends tokens, and dates requests. Delays are real time all the same.
    pub now: Now,
    /// The construction platform's account.
    pub account: Account,
    /// More than this must lie between two attachments of the hazchem account; zero lets them follow at once.
    pub file_pause: TimeDelta,
    /// Accepts every upload of hazchem unread, but for its ids, and keeps only [`Store::counts`]; needs no token and
    /// knows no faults. For measuring the other side.
    pub answer_only: bool,
}

impl Default for Options {
    /// A free port of the loopback; `sandbox` as name and password; no faults; the documents' words; the host's clock; a minute
    /// between attachments.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            username: "sandbox".to_owned(),
            password: "sandbox".to_owned(),
            faults: FaultScript::default(),
            seed: 0,
            now: Arc::new(Utc::now),
            account: Account::default(),
            file_pause: TimeDelta::minutes(1),
            answer_only: false,
        }
    }
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
            faults: ActiveFaults::new(options.faults, Words(options.seed)),
            tokens: Tokens::default(),
            files: Files::new(options.file_pause),
            roster: Roster::default(),
            account: options.account,
            clock: options.now,
            ahead: AtomicI64::new(0),
            username: options.username,
            password_base64: BASE64_STANDARD.encode(options.password),
        });
        let hazchem = if options.answer_only {
            hazchem::sink_routes()
        } else {
            hazchem::routes()
        };
        let app: Router = hazchem
            .merge(cwr::routes())
            .merge(inspect::routes())
            .layer(map_response_with_state(Arc::clone(&service), dated))
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .with_state(Arc::clone(&service));
        let lines = CancellationToken::new();
        let accept = Connections::new(listener, lines.clone());
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

    /// What hazchem took, and what both platforms saw.
    pub fn state(&self) -> &Store {
        &self.service.store
    }

    /// What the construction platform took.
    pub fn roster(&self) -> &Roster {
        &self.service.roster
    }

    /// Sets the platform's clock apart from [`Options::now`]: ahead of it, or behind it.
    pub fn set_ahead(&self, by: TimeDelta) {
        self.service
            .ahead
            .store(by.num_milliseconds(), Ordering::SeqCst);
    }

    /// Replaces all faults from the next request on.
    pub fn script(&self, faults: FaultScript) {
        self.service.faults.replace(faults);
    }

    /// Cuts every connection off and frees the port.
    pub async fn stop(self) {
        drop(self.lines);
        // It has no other end, and nothing in it panics.
        let _ = self.task.await;
    }
}

/// Dates an answer by the platform's clock.
async fn dated(State(service): State<Arc<Service>>, mut response: Response) -> Response {
    let now = service.now().format("%a, %d %b %Y %H:%M:%S GMT");
    if let Ok(now) = now.to_string().parse() {
        response.headers_mut().insert(header::DATE, now);
    }
    response
}
