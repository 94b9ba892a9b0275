//! The status page, over HTTP and in a real browser.

mod browser;
mod chromium;
mod crowd;
mod deadlines;
mod decisions;
mod guarding;
mod listening;
mod numbers;
mod pages;
mod retold;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, RequestBuilder, Response};
use shangbao::app::App;
use shangbao::pipeline::Context;
use shangbao::{service, web};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::bed::{Bed, Permit, permit};

/// How long a condition is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A permit whose kind the mapping does not know: it is rejected.
fn wrong(id: i64) -> Permit<'static> {
    Permit {
        kind: "hot_work",
        ..permit(id)
    }
}

/// The page of a bed, and where asked for the service beside it. Dropped, both end.
struct Served {
    url: String,
    context: Context,
    client: Client,
    _tasks: JoinSet<()>,
}

impl Served {
    /// The page alone.
    async fn page(bed: &Bed) -> Self {
        let (app, context) = bed.app().await;
        Self::of(app, context, false).await
    }

    /// The page and the service.
    async fn service(bed: &Bed) -> Self {
        let (app, context) = bed.app().await;
        Self::of(app, context, true).await
    }

    async fn of(app: App, context: Context, works: bool) -> Self {
        let app = Arc::new(app);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let mut tasks = JoinSet::new();
        tasks.spawn(web::serve(app.clone(), context.clone(), listener));
        if works {
            let context = context.clone();
            tasks.spawn(async move {
                let jobs = app.jobs.clone();
                service::serve(&app, &jobs, &context).await.unwrap();
            });
        }
        // Another test may have installed it before.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none());
        Self {
            url,
            context,
            client: client.build().unwrap(),
            _tasks: tasks,
        }
    }

    fn ask(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.url))
    }

    /// A page that must be there.
    async fn text(&self, path: &str) -> String {
        let response = self.ask(path).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        response.text().await.unwrap()
    }

    /// What the forms of a page hold against others.
    async fn seal(&self, path: &str) -> String {
        let page = self.text(path).await;
        let (_, after) = page.split_once("name=\"seal\" value=\"").expect("a form");
        after.split('"').next().unwrap().to_owned()
    }

    /// Posts a form as a browser does that stands on this page.
    async fn post(&self, path: &str, fields: &[(&str, &str)], seal: &str) -> Response {
        let mut all = vec![("seal", seal)];
        all.extend(fields);
        let request = self.client.post(format!("{}{path}", self.url));
        let request = request.header("origin", &self.url);
        filled(request, &all).send().await.unwrap()
    }
}

/// A request with a form's fields.
fn filled(request: RequestBuilder, fields: &[(&str, &str)]) -> RequestBuilder {
    let encoded = reqwest::Url::parse_with_params("http://form", fields).unwrap();
    let kind = "application/x-www-form-urlencoded";
    let body = encoded.query().unwrap_or_default().to_owned();
    request.header("content-type", kind).body(body)
}

/// Where an answer leads.
fn leads_to(response: &Response) -> String {
    let status = response.status();
    assert_eq!(status, 303, "no redirect");
    let location = &response.headers()["location"];
    location.to_str().unwrap().to_owned()
}

/// Waits until something holds.
async fn until<F: Future<Output = bool>>(what: &str, mut holds: impl FnMut() -> F) {
    let began = tokio::time::Instant::now();
    while !holds().await {
        assert!(began.elapsed() < PATIENCE, "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
