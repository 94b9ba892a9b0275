//! The records that a reply names, wherever in `result_data` they stand. No real reply of this kind is known.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::codes::claims as of_code;
use super::findings::{Finding, Findings};
use super::opened;
use crate::platform::Record;
use crate::platform::claim::{Claims, counts, is_code, is_count, plain};
use crate::platform::excerpt::cut;

/// What may name a record.
const NAMES: &[&str] = &["id_code", "person_id", "data_id"];
/// Where an entry may say what is wrong with its record, the most telling first.
const REASONS: &[&str] = &[
    "detail_message",
    "message",
    "msg",
    "reason",
    "error",
    "error_msg",
    "error_message",
];
/// A text longer than this is no list of numbers. In bytes.
const LONGEST: usize = 16 << 10;

/// Reads what a reply's words and `result_data` say of the records of a batch. `claims` is what its code says of those that
/// its lists name.
pub(super) fn find(words: &str, data: &Value, batch: &[&Record], claims: Claims) -> Findings {
    let mut search = Search {
        batch,
        numbers: numbers(batch),
        values: batch
            .iter()
            .flat_map(|record| record.members())
            .map(|(_, value)| value)
            .collect(),
        code_claims: claims,
        findings: Findings {
            of_each: vec![Finding::default(); batch.len()],
            is_understood: true,
            stored: None,
            failed: None,
            counts_differ: false,
        },
    };
    search.words(words);
    search.walk(data, claims);
    search.findings
}

/// The numbers by which records may be named, in lower case, each with its places in the batch.
fn numbers(batch: &[&Record]) -> HashMap<String, Vec<usize>> {
    let mut numbers: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in batch.iter().enumerate() {
        if let Some(number) = record.field("id_code").or(record.field("person_id")) {
            numbers
                .entry(number.to_ascii_lowercase())
                .or_default()
                .push(at);
        }
    }
    numbers
}

struct Search<'a> {
    batch: &'a [&'a Record],
    numbers: HashMap<String, Vec<usize>>,
    /// What the records hold: a reply may repeat it.
    values: HashSet<&'a str>,
    code_claims: Claims,
    findings: Findings,
}

impl Search<'_> {
    /// The words beside the data: they may name records, and count.
    fn words(&mut self, words: &str) {
        let (stored, failed) = counts(words);
        self.count(Claims::STORED, stored);
        self.count(Claims::FAILED, failed);
        self.mention(words, Claims::NONE);
    }

    fn walk(&mut self, value: &Value, claims: Claims) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.walk(value, claims)),
            Value::Object(object) if names(object) => self.entry(object, claims),
            Value::Object(object) => object
                .iter()
                .for_each(|(name, value)| self.member(name, value, claims)),
            value => self.scalar(value, claims),
        }
    }

    /// A member of an object that names no record: a list, a count, or a record by its name.
    fn member(&mut self, name: &str, value: &Value, claims: Claims) {
        let of_name = Claims::of_name(name);
        if let Some(named) = self.numbers.get(&name.trim().to_ascii_lowercase()).cloned() {
            let own = within("", value) | claims;
            let words = plain(value).unwrap_or_default();
            self.mention_others(&named, &words, own);
            self.take(&named, own, Said { code: None, words });
            // What stands there may name other records.
            if value.is_array() || value.is_object() {
                self.walk(value, claims);
            }
            return;
        }
        let number = plain(value).and_then(|text| text.parse().ok());
        match (value, number) {
            (Value::Array(_) | Value::Object(_), _) => self.walk(value, claims | of_name),
            (_, Some(count)) if is_count(name) || of_name != Claims::NONE => {
                self.count(of_name, Some(count))
            }
            _ => self.scalar(value, claims | of_name),
        }
    }

    /// A text or number that may be a record's, or hold JSON.
    fn scalar(&mut self, value: &Value, claims: Claims) {
        if let inside @ (Value::Array(_) | Value::Object(_)) = opened(value.clone()) {
            return self.walk(&inside, claims);
        }
        let Some(text) = plain(value).filter(|text| !text.is_empty()) else {
            return;
        };
        if let Some(named) = self.numbers.get(&text.to_ascii_lowercase()).cloned() {
            return self.take(&named, claims, Said::default());
        }
        if !self.values.contains(text.as_str()) {
            self.findings.is_understood = false;
            self.mention(&text, claims);
        }
    }

    /// An entry that names a record.
    fn entry(&mut self, entry: &Map<String, Value>, claims: Claims) {
        let value = |name: &str| {
            entry
                .get(name)
                .and_then(plain)
                .filter(|value| !value.is_empty())
        };
        let code = entry
            .iter()
            .find(|(name, value)| is_code(name) && plain(value).is_some());
        let code = code
            .and_then(|(_, value)| plain(value))
            .map(|code| super::codes::normal(&code));
        let words = REASONS
            .iter()
            .find_map(|name| value(name))
            .unwrap_or_default();
        let own = entry
            .iter()
            .filter(|(name, _)| !NAMES.contains(&name.as_str()));
        let own = own.fold(claims, |claims, (name, value)| claims | within(name, value));
        let number = value("id_code")
            .or_else(|| value("person_id"))
            .unwrap_or_default();
        let of_number = self
            .numbers
            .get(&number.to_ascii_lowercase())
            .cloned()
            .unwrap_or_default();
        let time = value("passed_time");
        let is_then = |at: &usize| match (&time, self.batch[*at].field("passed_time")) {
            (Some(time), Some(own)) => time == own,
            _ => true,
        };
        let named: Vec<usize> = of_number.iter().copied().filter(is_then).collect();
        if named.is_empty() {
            self.take_any(&of_number, own);
        } else {
            let code = code.filter(|code| code.bytes().all(|c| c.is_ascii_digit()));
            self.take(&named, own, Said { code, words });
        }
        // What stands deeper may name other records.
        for value in entry
            .values()
            .filter(|value| value.is_array() || value.is_object())
        {
            self.mention(&value.to_string(), own);
        }
    }

    /// Notes what is claimed of the record that is named.
    fn take(&mut self, named: &[usize], claims: Claims, said: Said) {
        let [one] = named else {
            return self.take_any(named, claims);
        };
        let finding = &mut self.findings.of_each[*one];
        finding.is_mentioned |= claims == Claims::NONE;
        finding.claims = finding.claims | claims;
        finding.code = finding.code.take().or(said.code);
        if finding.words.is_empty() {
            finding.words = cut(&said.words);
        }
    }

    /// Notes what is claimed of one of these records, or of none of the batch: that is not understood.
    fn take_any(&mut self, named: &[usize], claims: Claims) {
        self.findings.is_understood = false;
        for at in named {
            let finding = &mut self.findings.of_each[*at];
            finding.is_mentioned = true;
            if claims.failed {
                finding.claims = Claims::UNCLEAR;
            }
        }
    }

    /// The words of one record's entry may name others.
    fn mention_others(&mut self, own: &[usize], words: &str, claims: Claims) {
        let before: Vec<(usize, Finding)> = own
            .iter()
            .map(|at| (*at, self.findings.of_each[*at].clone()))
            .collect();
        self.mention(words, claims);
        for (at, finding) in before {
            self.findings.of_each[at] = finding;
        }
    }

    /// A text that names records among other words. Where the code says that all are stored, it may say otherwise.
    fn mention(&mut self, text: &str, claims: Claims) {
        if text.len() > LONGEST {
            self.findings.is_understood = false;
            self.findings
                .of_each
                .iter_mut()
                .for_each(|finding| finding.is_mentioned = true);
        }
        let claims = claims | Claims::of_text(text);
        let lower = text.to_ascii_lowercase();
        for (number, named) in &self.numbers {
            if !stands_in(number, &lower) {
                continue;
            }
            for at in named {
                let finding = &mut self.findings.of_each[*at];
                finding.is_mentioned = true;
                if self.code_claims == Claims::STORED && claims.failed {
                    finding.claims = finding.claims | claims;
                }
            }
        }
    }

    fn count(&mut self, claims: Claims, count: Option<u64>) {
        let Some(count) = count else { return };
        let place = match claims {
            Claims::STORED => &mut self.findings.stored,
            Claims::FAILED => &mut self.findings.failed,
            // How many there are in all, or an unclear count: it must at least be one of these numbers.
            _ => {
                self.findings.is_understood &= count == self.batch.len() as u64;
                return;
            }
        };
        let before = place.replace(count);
        self.findings.counts_differ |= before.is_some_and(|before| before != count);
    }
}

/// What an entry says of its record in codes and words.
#[derive(Default)]
struct Said {
    code: Option<String>,
    words: String,
}

/// Whether an object is an entry that names a record.
fn names(object: &Map<String, Value>) -> bool {
    let is_named = |name: &&str| {
        object
            .get(*name)
            .and_then(plain)
            .is_some_and(|text| !text.is_empty())
    };
    NAMES.iter().any(is_named)
}

/// What a field of an entry claims, with all that stands in it.
fn within(name: &str, value: &Value) -> Claims {
    match opened(value.clone()) {
        Value::Array(list) => list
            .iter()
            .fold(Claims::NONE, |claims, value| claims | within(name, value)),
        Value::Object(object) if object.is_empty() => Claims::NONE,
        Value::Object(object) => {
            let members = object.iter();
            let claims = members.fold(Claims::NONE, |claims, (name, value)| {
                claims | within(name, value)
            });
            Claims::of_name(name) | claims
        }
        value => Claims::of_field(name, &value, of_code),
    }
}

/// The reasons that stand anywhere in `result_data`, for a reply on one record.
pub(super) fn reasons(data: &Value) -> Vec<&str> {
    match data {
        Value::Array(list) => list.iter().flat_map(reasons).collect(),
        Value::Object(object) => object
            .iter()
            .flat_map(|(name, value)| match value {
                Value::String(text) if REASONS.contains(&name.as_str()) => vec![text.trim()],
                Value::String(_) => Vec::new(),
                value => reasons(value),
            })
            .collect(),
        Value::String(text) => vec![text.trim()],
        _ => Vec::new(),
    }
}

/// Whether a number stands in a text as a word of its own.
fn stands_in(number: &str, text: &str) -> bool {
    if number.is_empty() {
        return false;
    }
    let in_word = |c: char| c.is_ascii_alphanumeric();
    text.match_indices(number).any(|(at, _)| {
        !text[..at].ends_with(in_word) && !text[at + number.len()..].starts_with(in_word)
    })
}
