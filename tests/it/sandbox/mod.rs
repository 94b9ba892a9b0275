//! The sandbox, driven raw: no code of the client's side stands between these tests and the wire.

mod attachments;
mod cwr;
mod document;
mod envelope;
mod faults;
mod script;
mod strictness;
mod words;

use chrono::{DateTime, Utc};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Map, Value, json};
use shangbao::clock::Clock;
use shangbao_sandbox::{Options, Sandbox, Upload};

use crate::bed::now;

/// A sandbox with the document's test account, and someone who is logged in.
struct Bed {
    sandbox: Sandbox,
    clock: Clock,
    client: Client,
    token: String,
}

impl Bed {
    async fn new(faults: &str) -> Self {
        let bed = Self::start(Options {
            faults: faults.parse().unwrap(),
            ..Options::default()
        });
        bed.await.logged_in().await
    }

    async fn start(options: Options) -> Self {
        let start: DateTime<Utc> = "2021-12-20T06:00:00Z".parse().unwrap();
        let clock = Clock::manual(start);
        // A second test finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            sandbox: Sandbox::start(Options {
                username: "textaccount".to_owned(),
                password: "textpassword".to_owned(),
                now: now(&clock),
                ..options
            })
            .await
            .unwrap(),
            clock,
            client: Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap(),
            token: String::new(),
        }
    }

    async fn logged_in(mut self) -> Self {
        let answer = json_of(self.login("dGV4dHBhc3N3b3Jk").send().await.unwrap()).await;
        self.token = answer["data"]["token"].as_str().unwrap().to_owned();
        self
    }

    fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        let url = format!("{}{path}", self.sandbox.url());
        self.client.post(url).json(body)
    }

    fn login(&self, password: &str) -> RequestBuilder {
        let body = json!({ "username": "textaccount", "password": password });
        self.post("/auth/login", &body)
    }

    fn upload(&self, upload: Upload, body: &Value) -> RequestBuilder {
        let path = format!("/data/workorder/{}", upload.name());
        self.post(&path, body).bearer_auth(&self.token)
    }

    /// Sends records in a right envelope; what comes back, or not.
    async fn try_send(&self, upload: Upload, records: Value) -> reqwest::Result<Response> {
        self.upload(upload, &envelope(records)).send().await
    }

    /// Sends records in a right envelope; the answer's JSON.
    async fn send(&self, upload: Upload, records: Value) -> Value {
        json_of(self.try_send(upload, records).await.unwrap()).await
    }

    fn ids(&self, upload: Upload) -> Vec<String> {
        self.sandbox.state().records(upload).into_keys().collect()
    }
}

async fn json_of(response: Response) -> Value {
    let bytes = response.bytes().await.unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn envelope(records: Value) -> Value {
    json!({
        "areaCode": "370211",
        "systemName": "**数据上报系统",
        "dataId": uuid::Uuid::new_v4().simple().to_string(),
        "data": records,
    })
}

/// The document's sample of an upload, under this id.
fn record(upload: Upload, id: &str) -> Value {
    let sample: Value = serde_json::from_str(document::sample(upload)).unwrap();
    let mut record = sample["data"][0].clone();
    record["id"] = json!(id);
    record
}

/// Work permits under these ids.
fn tickets(ids: &[&str]) -> Value {
    let tickets = ids.iter().map(|id| record(Upload::WorkTicket, id));
    tickets.collect()
}

fn fields(record: &Value) -> Map<String, Value> {
    record.as_object().unwrap().clone()
}
