//! The envelope of an answer (section 2.4), and what a fault makes of it.

use serde_json::{Map, Value, json};

use super::super::active_faults::Drawn;
use super::super::exchange::Reply;
use super::super::fault::Effect;
use super::super::store::Outcome;
use super::super::template::fill;
use super::code::{Code, Refusal};
use super::listing::{Judged, LISTINGS};

/// What stands around `result_data`: as the document's table has it, then as captured replies and the habits of
/// such servers vary it. `$said` is the detailed message, or the message where there is none.
const ENVELOPES: &[&str] = &[
    r#"{"result":"$result","status":200,"code":"$code","message":"$message","detail_message":"$detail","result_data":"$data"}"#,
    r#"{"code":"$number","result":"$boolean","status":"200","message":"$message","detail_message":"$detail","result_data":"$data"}"#,
    r#"{"result":"$result","code":"$code","message":"$said","result_data":"$data"}"#,
    r#"{"result":"$result","status":200,"code":"$code","message":"$message","detail_message":"$detail","result_data":{"$text":"$data"}}"#,
    r#"{"status":"200","result":"$boolean","code":"$code","message":null,"detail_message":"$said","result_data":"$data"}"#,
    r#"{"result_data":"$data","detail_message":"$detail","message":"$message","code":"$number","result":"$result","status":200}"#,
];

/// `result_data` that has nothing to say.
const EMPTY: &[&str] = &["{}", "null", "[]", r#""""#, r#""{}""#];

/// Whether a call of which every record failed has code 10, or the code that they failed with.
const ALL_FAILED_IS_PARTIAL: &[bool] = &[false, true];

/// What a call is answered.
pub(super) enum Answer {
    /// A dictionary, as `result_data`.
    Dictionary(Value),
    /// One record was taken, with this `result_data`.
    Taken(Value),
    /// Each record of a list was judged by itself.
    Judged(Vec<Judged>),
    /// The whole call is refused; nothing was stored.
    Refused(Refusal),
}

impl Answer {
    /// The answer of a fault that takes the request.
    pub(super) fn of_fault(effect: &Effect, drawn: &Drawn) -> Reply {
        let refused = |code: Code| Self::Refused(code.because("")).reply(drawn);
        match effect {
            Effect::Code(Code::SUCCESS) => Self::Taken(json!({})).reply(drawn),
            Effect::Code(code) => refused(*code),
            Effect::RefuseBatchWith(_) => refused(Code::ABNORMAL),
            effect => Reply::of_fault(effect, drawn.words),
        }
    }

    /// What is remembered of the call.
    pub(super) fn outcome(&self) -> Outcome {
        match self {
            Self::Dictionary(_) => Outcome::Answered,
            Self::Taken(_) => Outcome::Taken {
                stored: 1,
                failed: 0,
            },
            Self::Judged(records) => {
                let failed = failed(records);
                Outcome::Taken {
                    stored: records.len() - failed,
                    failed,
                }
            }
            Self::Refused(refusal) => Outcome::Refused {
                reason: format!("{} {}", refusal.code.text, refusal.detail),
            },
        }
    }

    /// The answer on its way out.
    pub(super) fn reply(self, drawn: &Drawn) -> Reply {
        let nothing = || fill(drawn.words.of(EMPTY), &|_| None);
        let (code, detail, data) = match self {
            Self::Dictionary(data) | Self::Taken(data) if data != json!({}) => {
                (Code::SUCCESS, String::new(), data)
            }
            Self::Dictionary(_) | Self::Taken(_) => (Code::SUCCESS, String::new(), nothing()),
            Self::Refused(refusal) => (refusal.code, refusal.detail, nothing()),
            Self::Judged(records) if failed(&records) == 0 => {
                (Code::SUCCESS, String::new(), nothing())
            }
            Self::Judged(records) => {
                let (code, detail) = summary(&records, drawn);
                let listing = drawn.listing.unwrap_or_else(|| drawn.words.of(LISTINGS));
                (code, detail, listing.data(&records))
            }
        };
        Reply::object(&envelope(code, &detail, &data, drawn))
    }
}

fn failed(records: &[Judged]) -> usize {
    let refused = records.iter().filter(|record| record.refusal.is_some());
    refused.count()
}

/// Code and detail for records of which some failed, or all.
fn summary(records: &[Judged], drawn: &Drawn) -> (Code, String) {
    let refusals: Vec<&Refusal> = records.iter().filter_map(|r| r.refusal.as_ref()).collect();
    let taken = records.len() - refusals.len();
    let detail = match &refusals[..] {
        [only] if taken == 0 => only.detail.clone(),
        _ => format!("成功{taken}条,失败{}条", refusals.len()),
    };
    let code = match &refusals[..] {
        [first, others @ ..] if taken == 0 && !drawn.words.of(ALL_FAILED_IS_PARTIAL) => {
            let alike = others.iter().all(|refusal| refusal.code == first.code);
            if alike { first.code } else { Code::FAILED }
        }
        _ => Code::PARTIAL,
    };
    (code, detail)
}

fn envelope(code: Code, detail: &str, data: &Value, drawn: &Drawn) -> Value {
    let result = match code {
        Code::SUCCESS => "true",
        Code::PARTIAL => "partial error",
        _ => "false",
    };
    let message = drawn.words.of(code.messages);
    let said = if detail.is_empty() { message } else { detail };
    let mut body = fill(drawn.words.of(ENVELOPES), &|mark| match mark {
        "result" => Some(result.into()),
        "boolean" => Some((code == Code::SUCCESS).into()),
        "code" => Some(code.text.into()),
        "number" => Some(code.number().into()),
        "message" => Some(message.into()),
        "detail" => Some(detail.into()),
        "said" => Some(said.into()),
        "data" => Some(data.clone()),
        _ => None,
    });
    if let Some(body) = body.as_object_mut() {
        bend(body, code, drawn);
    }
    body
}

/// Changes the fields that a fault names.
fn bend(body: &mut Map<String, Value>, code: Code, drawn: &Drawn) {
    let mut set = |name: &str, value: Value| body.insert(name.to_owned(), value);
    if drawn.number_code {
        set("code", code.number().into());
    }
    if drawn.boolean_result {
        set("result", (code == Code::SUCCESS).into());
    }
    if drawn.text_status {
        set("status", "200".into());
    }
    if let Some(code) = drawn.says_code {
        set("code", code.text.into());
    }
    if let Some(result) = &drawn.says_result {
        set("result", result.as_str().into());
    }
    if drawn.no_result_data {
        body.remove("result_data");
    }
}
