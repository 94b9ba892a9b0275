//! The records that a reply names, wherever in `result_data` they stand. No real reply of this kind is known.

use serde_json::{Map, Value};

use super::codes::{Called, Policy};
use super::{Reply, opened, plain};
use crate::platform::discretion::discreet;
use crate::platform::words::cut;
use crate::platform::{Record, Verdict};

/// What may name a record.
const NAMES: &[&str] = &["id_code", "person_id", "data_id"];
/// Where an entry may say what is wrong with its record.
const REASONS: &[&str] = &[
    "detail_message",
    "message",
    "msg",
    "reason",
    "error",
    "error_msg",
    "error_message",
];
/// How deep an answer is read.
const DEEPEST: usize = 8;

/// What a reply says of the records of a batch.
#[derive(Debug)]
pub(super) struct Findings {
    /// In the order of the batch.
    pub(super) of_each: Vec<Option<Finding>>,
    /// Something was named that is no record of the batch, or could be several.
    strays: bool,
}

/// What a reply says of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// It is stored.
    stored: bool,
    code: Option<String>,
    words: String,
}

/// Looks for the records of a batch.
pub(super) fn find(data: &Value, batch: &[&Record]) -> Findings {
    let mut search = Search {
        batch,
        findings: Findings {
            of_each: vec![None; batch.len()],
            strays: false,
        },
    };
    search.walk(data, false, 0);
    search.findings
}

impl Findings {
    /// Whether failed records are named, and nothing that is not understood: then the others are stored.
    pub(super) fn are_complete(&self) -> bool {
        let failed = |finding: &Option<Finding>| finding.as_ref().is_some_and(|it| !it.stored);
        !self.strays && self.of_each.iter().any(failed)
    }
}

impl Finding {
    /// The verdict on its record.
    pub(super) fn verdict(self, reply: &Reply, batch: &[&Record]) -> Verdict {
        if self.stored {
            return Verdict::Delivered;
        }
        let code = self.code.unwrap_or_else(|| reply.code.clone());
        let words = if self.words.is_empty() {
            &reply.words
        } else {
            &self.words
        };
        match Policy::of(&code, words) {
            Policy::Refused(alone) => {
                let message = with_remedy(discreet(words, batch), &code, &reply.called);
                alone.verdict(code, message)
            }
            // A record in a list of failed ones failed, whatever its code says.
            _ => Verdict::Rejected {
                message: discreet(words, batch),
                code,
            },
        }
    }
}

/// A message, and what a person can do.
pub(super) fn with_remedy(message: String, code: &str, called: &Called) -> String {
    match called.remedy_of_record(code) {
        None => message,
        Some(remedy) if message.is_empty() => remedy,
        Some(remedy) => format!("{message} ({remedy})"),
    }
}

struct Search<'a> {
    batch: &'a [&'a Record],
    findings: Findings,
}

impl Search<'_> {
    fn walk(&mut self, value: &Value, stored: bool, depth: usize) {
        if depth > DEEPEST {
            self.findings.strays = true;
            return;
        }
        match value {
            Value::Array(list) => list
                .iter()
                .for_each(|value| self.walk(value, stored, depth + 1)),
            Value::Object(entry) if NAMES.iter().any(|name| entry.contains_key(*name)) => {
                self.note(entry, stored);
            }
            Value::Object(object) => {
                for (key, value) in object {
                    let stored = stored || key.to_ascii_lowercase().contains("succ");
                    self.walk(value, stored, depth + 1);
                }
            }
            Value::String(text) => match opened(value.clone()) {
                Value::String(_) => self.note_text(text.trim(), stored),
                inside => self.walk(&inside, stored, depth + 1),
            },
            _ => {}
        }
    }

    /// An entry that names a record.
    fn note(&mut self, entry: &Map<String, Value>, stored: bool) {
        let value = |name: &str| entry.get(name).and_then(plain);
        let code = value("code").filter(|code| !code.is_empty());
        let passed = code.as_deref() == Some("00")
            || value("result").is_some_and(|result| result.eq_ignore_ascii_case("true"));
        let finding = Finding {
            stored: stored || passed,
            code,
            words: cut(&REASONS
                .iter()
                .find_map(|name| value(name))
                .unwrap_or_default()),
        };
        let number = value("id_code").or_else(|| value("person_id"));
        let time = value("passed_time");
        let named: Vec<usize> = match number {
            None => Vec::new(),
            Some(number) => self.of_number(&number, time.as_deref()),
        };
        self.take(&named, finding);
    }

    /// A text of a list, which may be a record's number.
    fn note_text(&mut self, text: &str, stored: bool) {
        let named = self.of_number(text, None);
        if !named.is_empty() {
            let finding = Finding {
                stored,
                code: None,
                words: String::new(),
            };
            self.take(&named, finding);
        }
    }

    fn take(&mut self, named: &[usize], finding: Finding) {
        match named {
            [one] => {
                if let Some(place) = self.findings.of_each.get_mut(*one) {
                    *place = Some(finding);
                }
            }
            _ => self.findings.strays = true,
        }
    }

    /// The records of a worker, at this time where one is given.
    fn of_number(&self, number: &str, time: Option<&str>) -> Vec<usize> {
        let is = |record: &Record| {
            let own = record.field("id_code").or(record.field("person_id"));
            let same_time = match (time, record.field("passed_time")) {
                (Some(time), Some(own)) => time == own,
                _ => true,
            };
            own.is_some_and(|own| own.eq_ignore_ascii_case(number)) && same_time
        };
        let records = self.batch.iter().enumerate();
        let named = records.filter(|(_, record)| is(record));
        named.map(|(at, _)| at).collect()
    }
}
