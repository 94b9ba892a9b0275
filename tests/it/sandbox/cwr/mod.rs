//! The construction platform's stand-in, driven raw: signed here, not by the client's code.

mod account;
mod answers;
mod faults;
mod fields;
mod listings;
mod order;
mod passages;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use md5::{Digest, Md5};
use reqwest::{Client, Response};
use serde_json::{Map, Value, json};
use shangbao::clock::Clock;
use shangbao_sandbox::{Function, Options, Sandbox};

use crate::bed::now;

/// The project of the default account.
const PROJECT: &str = "440300201500303";
const WORKER: &str = "420983199008266011";
const SUID: &str = "914403001922038216";
/// 8 by 8 grey dots.
const JPEG: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AP//Z";
const PNG: &str = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAAEElEQVR4nGNsYIAAJgaKGAAmCACQXTClHgAAAABJRU5ErkJggg==";

/// The parameters of a call; [`Bed::call`] makes right ones.
#[derive(Clone)]
struct Parameters(Vec<(&'static str, String)>);

impl Parameters {
    fn set(mut self, name: &'static str, value: &str) -> Self {
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, value.to_owned()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.0.retain(|(known, _)| *known != name);
        self
    }

    /// Signs them with the body, as section 2.3 tells: ascending by name, the secret at both ends.
    fn sign(self, secret: &str, body: &str) -> Self {
        let mut all = self.0.clone();
        all.push(("body", body.to_owned()));
        all.sort();
        let joined: String = all
            .iter()
            .map(|(name, value)| format!("{name}{value}"))
            .collect();
        let digest = Md5::digest(format!("{secret}{joined}{secret}"));
        let digits: String = digest.iter().map(|byte| format!("{byte:02X}")).collect();
        self.set("signature", &digits)
    }
}

struct Bed {
    sandbox: Sandbox,
    clock: Clock,
    client: Client,
}

impl Bed {
    async fn new(faults: &str) -> Self {
        Self::start(Options {
            faults: faults.parse().unwrap(),
            ..Options::default()
        })
        .await
    }

    /// With a company and a worker of it.
    async fn staffed(faults: &str) -> Self {
        let bed = Self::new("").await;
        assert_eq!(
            bed.call(Function::AddCompany, &company()).await["code"],
            "00"
        );
        assert_eq!(
            bed.call(Function::RegisterEmployee, &employee()).await["code"],
            "00"
        );
        bed.sandbox.script(faults.parse().unwrap());
        bed
    }

    async fn start(options: Options) -> Self {
        let start: DateTime<Utc> = "2021-12-20T06:00:00Z".parse().unwrap();
        let clock = Clock::manual(start);
        // A second test finds it installed.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let sandbox = Sandbox::start(Options {
            now: now(&clock),
            ..options
        });
        Self {
            sandbox: sandbox.await.unwrap(),
            clock,
            client: Client::new(),
        }
    }

    fn beijing(&self) -> String {
        let now = self.clock.now().naive_utc() + TimeDelta::hours(8);
        now.format("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// All parameters but the signature, for a function of version 1.0.
    fn parameters(&self) -> Parameters {
        Parameters(vec![
            ("api_key", "sandbox".to_owned()),
            ("api_version", "1.0".to_owned()),
            ("client_serial", "PL-sandbox".to_owned()),
            ("timestamp", self.beijing()),
        ])
    }

    async fn post(
        &self,
        function: &str,
        parameters: Parameters,
        body: &str,
    ) -> reqwest::Result<Response> {
        let url = format!("{}/CWRService/{function}", self.sandbox.url());
        let url = reqwest::Url::parse_with_params(&url, &parameters.0).unwrap();
        self.client.post(url).body(body.to_owned()).send().await
    }

    /// A right call of a function, with this body.
    async fn try_call(&self, function: Function, body: &Value) -> reqwest::Result<Response> {
        let body = body.to_string();
        let parameters = self.parameters().set("api_version", version(function));
        let parameters = parameters.sign("sandbox", &body);
        self.post(function.name(), parameters, &body).await
    }

    /// The same; the answer's JSON.
    async fn call(&self, function: Function, body: &Value) -> Value {
        super::json_of(self.try_call(function, body).await.unwrap()).await
    }

    /// The answer's code, and its words in detail.
    async fn verdict(&self, function: Function, body: &Value) -> (String, String) {
        let answer = self.call(function, body).await;
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        (text("code"), text("detail_message"))
    }

    /// The answer's code alone.
    async fn code(&self, function: Function, body: &Value) -> String {
        self.verdict(function, body).await.0
    }

    fn advance(&self, by: TimeDelta) {
        self.clock
            .advance(Duration::from_secs(by.num_seconds() as u64));
    }
}

/// What the document's table of the function names as 可选值.
fn version(function: Function) -> &'static str {
    match function {
        Function::DictListJobTypeName | Function::DictListJobName => "1.1",
        Function::GetCompanyType | Function::RegisterEmployee => "1.1",
        _ => "1.0",
    }
}

fn company() -> Value {
    json!({
        "Project_ID": PROJECT, "Company_Name": "中车信息技术有限公司", "Short_Name": "中车信息", "Capital": "5000",
        "Legal_Person": "李四", "SUID": SUID, "Type": "03",
    })
}

fn employee() -> Value {
    json!({
        "Project_ID": PROJECT, "id_code": WORKER, "id_photo": JPEG, "emp_name": "张三", "emp_phone": "18888888888",
        "emp_nativeplace": "陕西省石泉县城关镇东街片七组173号", "emp_nation": "汉", "pass_period": "2017-01-01:2028-01-01",
        "match_flag": "Y", "facephoto": PNG, "emp_company": "中车信息技术有限公司", "emp_category": "00",
        "cwr_iskeypsn": "0", "emp_dept": "技术部", "job_typename": "1", "job_name": "EEF22645FEE411E68E5A089E016627F6",
        "contract_status": "1", "id_agency": "石泉县公安局", "id_validdate": "2008.02.14-2028.02.14",
        "emp_bankname": "建设银行", "emp_cardnum": "6217002710000684874", "job_dept": "技术部",
        "idphoto_scan": JPEG, "idphoto_scan2": JPEG,
    })
}

/// Passages of the worker, at these times of 2021-12-20.
fn passages(times: &[&str]) -> Value {
    let list = times.iter().map(|time| {
        json!({
            "person_type": "1", "person_id": WORKER, "person_name": "张三", "passed_time": format!("2021-12-20 {time}"),
            "direction": "in", "way": "1", "site_photo": JPEG,
        })
    });
    json!({ "Project_ID": PROJECT, "Device_ID": "1", "passedlog_list": list.collect::<Value>() })
}

fn leave(id_codes: &[&str]) -> Value {
    let list = id_codes.iter().map(|id_code| json!({ "id_code": id_code }));
    json!({ "Project_ID": PROJECT, "userLeaveProject_list": list.collect::<Value>() })
}

fn removal() -> Value {
    json!({ "Project_ID": PROJECT, "Company_Name": "中车信息技术有限公司", "SUID": SUID })
}

fn with(mut body: Value, name: &str, value: Value) -> Value {
    body[name] = value;
    body
}

fn fields(body: &Value) -> Map<String, Value> {
    body.as_object().unwrap().clone()
}
