//! Reading a reply: `{"result", "status", "code", "message", "detail_message", "result_data"}`.
//!
//! CWR document, section 2.4. No part is relied on: the code comes as text or number, `result` as text or boolean,
//! `result_data` as an object, a list, JSON in a text, null or not at all. Parts that contradict each other vouch for nothing.

mod called;
mod codes;
mod findings;
#[cfg(test)]
mod properties;
mod records;

use serde_json::{Map, Value};

use crate::language::text;
use crate::platform::claim::{Claims, plain};
use crate::platform::excerpt::{coded, cut};
use crate::platform::redact::redact;
use crate::platform::reply_object::reply_object;
use crate::platform::{Alone, Answer, Record, Verdict};

pub(super) use called::Called;
pub(super) use codes::Policy;
use findings::{Finding, with_remedy};
use records::find;

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
    /// `code`, `result`, `status` and the words agree.
    is_clear: bool,
}

impl Reply {
    /// Reads a body; `None` when it holds no JSON object, or that says neither a code nor a result.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut object = reply_object(text)?;
        let result = object
            .get("result")
            .and_then(plain)
            .map(|text| text.to_ascii_lowercase());
        let result = result.filter(|result| !result.is_empty());
        let code = object
            .get("code")
            .and_then(plain)
            .filter(|code| !code.is_empty());
        let code = match (code.map(|code| codes::normal(&code)), &result) {
            // The status of HTTP where the code is due, which `result` confirms.
            (Some(code), Some(result))
                if code == "200" && kind_of_result(result) == Kind::Stored =>
            {
                "00".to_owned()
            }
            (Some(code), _) => code,
            (None, Some(result)) => code_of_result(result)?,
            (None, None) => return None,
        };
        let data = opened(object.remove("result_data").unwrap_or_default());
        let words = words(&object, &data);
        let is_clear = result.is_none_or(|result| agree(&code, &result))
            && (code != "00" || !denies(&object, &words));
        Some(Self {
            code,
            words,
            data,
            is_clear,
            called: Called::default(),
        })
    }

    /// The reply to this call.
    pub(super) fn to(self, called: Called) -> Self {
        Self { called, ..self }
    }

    /// Whether a parameter of the call was refused, which its version may be.
    pub(super) fn is_of_a_parameter(&self) -> bool {
        matches!(self.code.as_str(), "32" | "40" | "41")
    }

    /// What a person can do about it; `None` where the platform's words must do.
    pub(super) fn remedy(&self) -> Option<String> {
        self.called.remedy(&self.code)
    }

    /// What the reply asks for.
    pub(super) fn policy(&self) -> Policy {
        if self.is_clear {
            Policy::of(&self.code, &self.words)
        } else {
            Policy::Unclear
        }
    }

    /// The code and the platform's words, without what the records hold.
    pub(super) fn told(&self, batch: &[&Record]) -> String {
        coded(&self.code, &self.words(batch))
    }

    /// The platform's words, without what the records hold.
    pub(super) fn words(&self, batch: &[&Record]) -> String {
        redact(&self.words, batch)
    }

    /// The words on each record of a batch that is said to be stored: nothing in the reply may say otherwise.
    pub(super) fn stored(&self, batch: &[&Record]) -> Vec<Verdict> {
        let findings = find(&self.words, &self.data, batch, Claims::STORED);
        let is_clear = !findings.counts_failures();
        findings.each(self, batch, |it| is_clear && !it.claims.failed)
    }

    /// The words on each record of a batch of which some failed.
    pub(super) fn partial(&self, batch: &[&Record]) -> Vec<Verdict> {
        let findings = find(&self.words, &self.data, batch, Claims::NONE);
        let others_are_stored = findings.are_complete();
        findings.each(self, batch, |it| match it.claims {
            Claims::NONE => others_are_stored,
            claims => claims == Claims::STORED && !it.is_mentioned,
        })
    }

    /// The words on each record of a refused batch, where the reply says of every one of them how it went; or on the only
    /// one, where it says anything else of that than that it failed.
    pub(super) fn all_named(&self, batch: &[&Record]) -> Option<Vec<Verdict>> {
        let findings = find(&self.words, &self.data, batch, Claims::NONE);
        let is_partial = self.policy() == Policy::Partial;
        let is_stored =
            |it: &Finding| is_partial && it.claims == Claims::STORED && !it.is_mentioned;
        findings
            .are_of_all()
            .then(|| findings.each(self, batch, is_stored))
    }

    /// No word on any record of the batch.
    pub(super) fn unclear(&self, batch: &[&Record]) -> Vec<Verdict> {
        vec![self.no_word(batch); batch.len()]
    }

    fn no_word(&self, batch: &[&Record]) -> Verdict {
        let words = self.told(batch);
        let message = match self.is_clear {
            true => text!("platform-cwr-some-failed", words = words),
            false => text!("platform-cwr-disagrees", words = words),
        };
        Verdict::Unknown { message }
    }

    /// The refusal of a batch, of which the reply does not tell more.
    pub(super) fn refused(&self, batch: &[&Record]) -> Answer {
        let mut words = vec![self.words.as_str()];
        if batch.len() == 1 {
            words.extend(records::reasons(&self.data));
        }
        let words = joined(words.into_iter());
        let alone = match Policy::of(&self.code, &words) {
            Policy::Refused(alone) => alone,
            _ => Alone::Rejected,
        };
        Answer::Refused {
            code: self.code.clone(),
            message: with_remedy(redact(&words, batch), &self.code, &self.called),
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

/// The platform's words.
fn words(object: &Map<String, Value>, data: &Value) -> String {
    let word = |name: &str| object.get(name).and_then(Value::as_str);
    let parts = [word("message"), word("detail_message"), data.as_str()];
    joined(parts.into_iter().flatten())
}

/// Texts in one, none that stands in an earlier one.
fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<&str> = Vec::new();
    for part in parts.map(str::trim) {
        if !part.is_empty() && !words.iter().any(|said| said.contains(part)) {
            words.push(part);
        }
    }
    cut(&words.join(": "))
}

/// What a code or a result says of the whole call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Stored,
    Partial,
    Refused,
    Unknown,
}

fn kind_of_result(result: &str) -> Kind {
    if result.contains("partial") || result.contains("部分") {
        return Kind::Partial;
    }
    match result {
        "true" | "1" => Kind::Stored,
        "false" | "0" => Kind::Refused,
        words => match Claims::of_text(words) {
            Claims::STORED => Kind::Stored,
            Claims::FAILED => Kind::Refused,
            _ => Kind::Unknown,
        },
    }
}

/// The code that a result stands for.
fn code_of_result(result: &str) -> Option<String> {
    let code = match kind_of_result(result) {
        Kind::Stored => "00",
        Kind::Partial => "10",
        Kind::Refused => "11",
        Kind::Unknown => return None,
    };
    Some(code.to_owned())
}

/// Whether a code and a result say the same. A failure in part is called `false` by some; 48 is a refusal of what is there.
fn agree(code: &str, result: &str) -> bool {
    let result = kind_of_result(result);
    match code {
        "00" => result == Kind::Stored,
        "10" => matches!(result, Kind::Partial | Kind::Refused),
        "48" => result != Kind::Partial,
        _ => matches!(result, Kind::Refused | Kind::Unknown),
    }
}

/// Whether the rest of a reply of code 00 says that it failed.
fn denies(object: &Map<String, Value>, words: &str) -> bool {
    let status = object.get("status").and_then(plain);
    let status: Option<u16> = status.and_then(|status| status.parse().ok());
    let is_refusal = Claims::of_text(words).failed && !codes::is_duplicate(words);
    is_refusal || status.is_some_and(|status| status >= 400)
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
