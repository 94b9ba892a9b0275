//! The envelope of an answer (section 2.4), and what a fault makes of it.

use serde_json::{Map, Value, json};

use super::super::draw::Drawn;
use super::super::exchange::Reply;
use super::super::fault::Effect;
use super::super::store::{Content, Outcome};
use super::code::{Code, Refusal};

/// How the records that failed are told in `result_data`. No real answer of this kind is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sandbox) enum Listing {
    /// `{"error_list": [..]}`.
    #[default]
    Named,
    /// The list one level deeper, under another name.
    Nested,
    /// The list itself.
    Bare,
    /// A text that holds the JSON.
    Text,
    /// Reasons, but not of which records.
    Nameless,
    /// How many, and nothing else.
    Counts,
}

impl Listing {
    /// The listing of this name: `named`, `nested`, `bare`, `text`, `nameless`, `counts`.
    pub(in crate::sandbox) fn by_name(name: &str) -> Option<Self> {
        match name {
            "named" => Some(Self::Named),
            "nested" => Some(Self::Nested),
            "bare" => Some(Self::Bare),
            "text" => Some(Self::Text),
            "nameless" => Some(Self::Nameless),
            "counts" => Some(Self::Counts),
            _ => None,
        }
    }

    fn data(self, taken: usize, failed: &[Failed]) -> Value {
        let list = failed.iter().map(|one| one.entry(self != Self::Nameless));
        let list: Value = list.collect();
        match self {
            Self::Named | Self::Nameless => json!({ "error_list": list }),
            Self::Nested => json!({ "data": { "fail_num": failed.len(), "rows": list } }),
            Self::Bare => list,
            Self::Text => json!(json!({ "error_list": list }).to_string()),
            Self::Counts => json!({ "success_num": taken, "fail_num": failed.len() }),
        }
    }
}

/// A record of a list that was refused.
pub(super) struct Failed {
    /// The fields that name it.
    pub(super) names: Content,
    pub(super) refusal: Refusal,
}

impl Failed {
    fn entry(&self, named: bool) -> Value {
        let mut entry = match named {
            true => self.names.clone(),
            false => Map::new(),
        };
        entry.insert("code".to_owned(), self.refusal.code.text.into());
        entry.insert("message".to_owned(), self.refusal.detail.clone().into());
        Value::Object(entry)
    }
}

/// What a call is answered.
pub(super) enum Answer {
    /// A dictionary, as `result_data`.
    Dictionary(Value),
    /// One record was taken, with this `result_data`.
    Taken(Value),
    /// Each record of a list was judged by itself.
    Judged { taken: usize, failed: Vec<Failed> },
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
            effect => Reply::of_fault(effect),
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
            Self::Judged { taken, failed } => Outcome::Taken {
                stored: *taken,
                failed: failed.len(),
            },
            Self::Refused(refusal) => Outcome::Refused {
                reason: format!("{} {}", refusal.code.text, refusal.detail),
            },
        }
    }

    /// The answer on its way out.
    pub(super) fn reply(self, drawn: &Drawn) -> Reply {
        let (code, detail, data) = match self {
            Self::Dictionary(data) | Self::Taken(data) => (Code::SUCCESS, String::new(), data),
            Self::Refused(refusal) => (refusal.code, refusal.detail, json!({})),
            Self::Judged { failed, .. } if failed.is_empty() => {
                (Code::SUCCESS, String::new(), json!({}))
            }
            Self::Judged { taken, failed } => {
                let code = if taken > 0 {
                    Code::PARTIAL
                } else {
                    common(&failed)
                };
                let detail = match &failed[..] {
                    [only] if taken == 0 => only.refusal.detail.clone(),
                    _ => format!("成功{taken}条,失败{}条", failed.len()),
                };
                (code, detail, drawn.listing.data(taken, &failed))
            }
        };
        Reply::object(&envelope(code, &detail, data, drawn))
    }
}

/// The code that all of them failed with, or the general one.
fn common(failed: &[Failed]) -> Code {
    let mut codes = failed.iter().map(|one| one.refusal.code);
    let first = codes.next().unwrap_or(Code::FAILED);
    match codes.all(|code| code == first) {
        true => first,
        false => Code::FAILED,
    }
}

fn envelope(code: Code, detail: &str, data: Value, drawn: &Drawn) -> Value {
    let result = match code {
        Code::SUCCESS => "true",
        Code::PARTIAL => "partial error",
        _ => "false",
    };
    let mut body = json!({
        "result": result,
        "status": 200,
        "code": code.text,
        "message": code.message,
        "detail_message": detail,
        "result_data": data,
    });
    if drawn.number_code {
        body["code"] = code.text.parse::<u64>().unwrap_or_default().into();
    }
    if drawn.boolean_result {
        body["result"] = (code == Code::SUCCESS).into();
    }
    if drawn.text_status {
        body["status"] = "200".into();
    }
    if drawn.no_result_data
        && let Some(body) = body.as_object_mut()
    {
        body.remove("result_data");
    }
    body
}
