//! The hazchem client against a server that answers, and fails, as told.

#![expect(
    clippy::unwrap_used,
    reason = "a test ends where its server does not answer"
)]

mod answers;
mod attachments;
pub(crate) mod certificates;
mod faults;
pub(crate) mod headers;
mod login;
mod quoted;
mod requests;
pub(crate) mod server;
mod targets;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use shangbao::clock::Clock;
use shangbao::platform::hazchem::gas_alarm::GAS_ALARM;
use shangbao::platform::hazchem::{Hazchem, Settings};
use shangbao::platform::{Answer, Fault, FaultKind, HttpSettings, Platform, Record, Verdict};

use server::{Act, Server};

fn settings(url: &str) -> Settings {
    Settings {
        name: "hazchem".to_owned(),
        url: url.to_owned(),
        username: "textaccount".to_owned(),
        password: "textpassword".into(),
        password_encoded: false,
        bearer: true,
        system_name: "数据上报系统".to_owned(),
        area_code: "370211".to_owned(),
        http: HttpSettings {
            timeout: Duration::from_secs(20),
            proxy: None,
            bind: None,
            ca_file: None,
        },
    }
}

fn noon() -> DateTime<Utc> {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn client(settings: Settings) -> Arc<Hazchem> {
    Hazchem::new(settings, Clock::manual(noon())).unwrap()
}

fn record(id: &str) -> Record {
    let fields = vec![("id", id.to_owned()), ("ticket_id", "DH-7".to_owned())];
    Record::new(id.to_owned(), fields, Vec::new())
}

/// Records for as long as the tests run.
fn batch(ids: &[&str]) -> Vec<&'static Record> {
    let records = ids.iter().map(|id| record(id));
    records
        .map(|record| &*Box::leak(Box::new(record)))
        .collect()
}

/// The answer to one upload of A and B that is answered so.
async fn answered(acts: impl IntoIterator<Item = Act>) -> Answer {
    let server = Server::start().await;
    for act in acts {
        server.upload(act);
    }
    let client = client(settings(&server.url()));
    client.send(&GAS_ALARM, &batch(&["A", "B"])).await.answer
}

fn fault(answer: Answer) -> Fault {
    match answer {
        Answer::Fault(fault) => fault,
        other => panic!("no fault: {other:?}"),
    }
}

fn kind(answer: Answer) -> (FaultKind, bool) {
    let fault = fault(answer);
    (fault.kind, fault.in_doubt)
}

fn delivered(answer: &Answer) -> bool {
    match answer {
        Answer::Verdicts { verdicts, .. } => verdicts.iter().all(|v| *v == Verdict::Delivered),
        _ => false,
    }
}

fn targets_of_a_permit() -> impl Iterator<Item = &'static str> {
    use shangbao::platform::hazchem::work_ticket::WORK_TICKET;
    WORK_TICKET.fields.iter().map(|field| field.name)
}
