//! Reading a reply: `{"result", "status", "code", "message", "detail_message", "result_data"}`.
//!
//! CWR document, section 2.4. No part is relied on: the code comes as text or number, `result` as text or boolean,
//! `result_data` as an object, a list, JSON in a text, null or not at all.

mod codes;
mod records;

use serde_json::Value;

use crate::language::text;
use crate::platform::discretion::discreet;
use crate::platform::words::{coded, cut};
use crate::platform::{Alone, Answer, Record, Verdict};

use codes::is_of_a_parameter;
pub(super) use codes::{Called, Policy};
use records::with_remedy;

/// A reply, as far as it can be read.
#[derive(Debug)]
pub(super) struct Reply {
    /// The code, two digits at the least; made of `result` where there is none.
    pub(super) code: String,
    /// The platform's words.
    words: String,
    /// `result_data`, out of its text where it came as one.
    pub(super) data: Value,
    /// The call that was answered.
    called: Called,
}

impl Reply {
    /// Reads a body; `None` when it is no JSON object, or says neither a code nor a result.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let Ok(Value::Object(mut object)) = serde_json::from_str(text) else {
            return None;
        };
        let code = code(object.get("code")).or_else(|| code_of_result(object.get("result")))?;
        let data = opened(object.remove("result_data").unwrap_or_default());
        let word = |name: &str| object.get(name).and_then(Value::as_str);
        let parts = [word("message"), word("detail_message"), data.as_str()];
        let mut words: Vec<&str> = Vec::new();
        for part in parts.into_iter().flatten().map(str::trim) {
            if !part.is_empty() && !words.contains(&part) {
                words.push(part);
            }
        }
        Some(Self {
            code,
            words: cut(&words.join(": ")),
            data,
            called: Called::default(),
        })
    }

    /// The reply to this call.
    pub(super) fn to(self, called: Called) -> Self {
        Self { called, ..self }
    }

    /// Whether a parameter of the call was refused, which its version may be.
    pub(super) fn is_of_a_parameter(&self) -> bool {
        is_of_a_parameter(&self.code)
    }

    /// What a person can do about it; `None` where the platform's words must do.
    pub(super) fn remedy(&self) -> Option<String> {
        self.called.remedy(&self.code)
    }

    /// What the code asks for.
    pub(super) fn policy(&self) -> Policy {
        Policy::of(&self.code, &self.words)
    }

    /// The code and the platform's words, without what the records hold.
    pub(super) fn told(&self, batch: &[&Record]) -> String {
        coded(&self.code, &self.words(batch))
    }

    /// The platform's words, without what the records hold.
    pub(super) fn words(&self, batch: &[&Record]) -> String {
        discreet(&self.words, batch)
    }

    /// The words on each record of a batch of which some failed.
    pub(super) fn partial(&self, batch: &[&Record]) -> Vec<Verdict> {
        let findings = records::find(&self.data, batch);
        let others_are_stored = findings.are_complete();
        let verdicts = findings.of_each.into_iter().map(|finding| match finding {
            Some(finding) => finding.verdict(self, batch),
            None if others_are_stored => Verdict::Delivered,
            None => Verdict::Unknown {
                message: text!("platform-cwr-some-failed", words = self.told(batch)),
            },
        });
        verdicts.collect()
    }

    /// The words on each record of a refused batch, where the reply names every one of them.
    pub(super) fn all_named(&self, batch: &[&Record]) -> Option<Vec<Verdict>> {
        let findings = records::find(&self.data, batch);
        let named: Option<Vec<_>> = findings.of_each.into_iter().collect();
        let verdicts = named?.into_iter();
        Some(verdicts.map(|named| named.verdict(self, batch)).collect())
    }

    /// The refusal of a batch, of which the reply does not tell more.
    pub(super) fn refused(&self, batch: &[&Record]) -> Answer {
        let alone = match self.policy() {
            Policy::Refused(alone) => alone,
            _ => Alone::Rejected,
        };
        Answer::Refused {
            code: self.code.clone(),
            message: with_remedy(discreet(&self.words, batch), &self.code, &self.called),
            alone,
        }
    }

    /// A text or number of `result_data`.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let data = match &self.data {
            Value::Array(list) => list.first()?,
            data => data,
        };
        let value = plain(data.get(name)?)?;
        (!value.is_empty()).then_some(value)
    }
}

/// A code as text of two digits or more.
fn code(value: Option<&Value>) -> Option<String> {
    let code = plain(value?)?;
    (!code.is_empty()).then(|| format!("{code:0>2}"))
}

/// The code that a result stands for.
fn code_of_result(value: Option<&Value>) -> Option<String> {
    let code = match plain(value?)?.to_ascii_lowercase().as_str() {
        "true" => "00",
        "partial error" => "10",
        "false" => "11",
        _ => return None,
    };
    Some(code.to_owned())
}

/// A text, a number, or true and false, as text.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}

/// What a text of JSON holds; any other value as it is.
pub(super) fn opened(value: Value) -> Value {
    match &value {
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
            serde_json::from_str(text).unwrap_or(value)
        }
        _ => value,
    }
}
