//! The construction platform's client against a server that answers, and fails, as told.

mod account;
mod clock;
mod codes;
mod commands;
mod config;
mod flow;
mod lists;
mod notes;
mod partial;
mod photos;
mod requests;
mod sign;
mod signing;
mod targets;
mod versions;
mod window;
mod workers;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use shangbao::clock::Clock;
use shangbao::platform::cwr::{Cwr, Settings, Versions};
use shangbao::platform::field::Target;
use shangbao::platform::{Answer, HttpSettings, Platform, Record, Verdict};

use crate::hazchem::server::{Act, Server, answer};

pub(crate) fn settings(url: &str) -> Settings {
    Settings {
        name: "project7".to_owned(),
        url: url.to_owned(),
        api_key: "key of 7".to_owned(),
        api_secret: "streng-geheim".into(),
        client_serial: "PL2C9528".to_owned(),
        api_version: Versions::default(),
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

fn client(settings: Settings) -> Arc<Cwr> {
    Cwr::new(settings, Clock::manual(noon())).unwrap()
}

/// A record of these fields.
fn record(target: &Target, fields: &[(&'static str, &str)]) -> Record {
    let own = |name: &str| fields.iter().find(|(field, _)| *field == name);
    let identity = target.identity.iter().filter_map(|name| Some(own(name)?.1));
    let identity: Vec<&str> = identity.collect();
    let fields = fields
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    Record::new(identity.join("\u{1f}"), fields.collect(), Vec::new())
}

/// Gate passages of these workers, a minute after another.
fn passages(workers: &[&str]) -> Vec<Record> {
    let target = &shangbao::platform::cwr::passed_log::PASSED_LOG;
    let passage = |(minute, worker): (usize, &&str)| {
        let time = format!("2026-03-01 19:{minute:02}:00");
        let fields = [
            ("Project_ID", "440300201500303"),
            ("Device_ID", "gate-1"),
            ("person_type", "1"),
            ("person_id", *worker),
            ("person_name", "张三"),
            ("passed_time", time.as_str()),
            ("direction", "in"),
            ("way", "1"),
        ];
        record(target, &fields)
    };
    workers.iter().enumerate().map(passage).collect()
}

/// The answer to an upload of passages of these workers that is answered so.
async fn answered(workers: &[&str], body: &Value) -> Answer {
    acted(workers, Act::Bytes(answer(body))).await
}

async fn acted(workers: &[&str], act: Act) -> Answer {
    let server = Server::start().await;
    server.upload(act);
    let records = passages(workers);
    let batch: Vec<&Record> = records.iter().collect();
    let client = client(settings(&server.url()));
    client
        .send(&shangbao::platform::cwr::passed_log::PASSED_LOG, &batch)
        .await
        .answer
}

fn verdicts(answer: Answer) -> Vec<Verdict> {
    match answer {
        Answer::Verdicts { verdicts, .. } => verdicts,
        other => panic!("no verdicts: {other:?}"),
    }
}

/// Each verdict in a word, with its code where it has one.
fn words(answer: Answer) -> Vec<String> {
    let word = |verdict| match verdict {
        Verdict::Delivered => "delivered".to_owned(),
        Verdict::Rejected { code, .. } => format!("rejected {code}"),
        Verdict::Held { code, .. } => format!("held {code}"),
        Verdict::Unknown { .. } => "unknown".to_owned(),
    };
    verdicts(answer).into_iter().map(word).collect()
}
