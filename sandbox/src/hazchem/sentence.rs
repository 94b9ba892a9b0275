//! What tells what became of an upload's records: a sentence, in most districts.

use serde_json::{Value, json};

use super::super::active_faults::Drawn;
use super::super::template::{fill, write};
use super::rules::Upload;
use super::wording::{WORDINGS, Wording};

/// What became of the records of one request, in its order.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) stored: Vec<String>,
    /// Ids with the reason.
    pub(super) failed: Vec<(String, String)>,
}

/// The sections of a template, filled in.
fn sentence(wording: &Wording, template: &str, told: &Told) -> String {
    let text = |mark: &str| match told.list(mark) {
        Some(list) => Some(wording.list(list).into()),
        None => told.count(mark),
    };
    let sections = template.split('|').filter(|section| {
        let mut lists = ["stored", "failed", "reasons"].into_iter();
        let list = lists.find(|list| section.contains(&format!("${list}")));
        let empty = list.and_then(|list| told.list(list));
        !wording.terse || empty.is_none_or(|list| !list.is_empty())
    });
    sections.map(|section| write(section, &text)).collect()
}

/// What a reply says became of the records.
struct Told {
    stored: Vec<String>,
    failed: Vec<String>,
    reasons: Vec<String>,
    counts: (usize, usize),
}

impl Told {
    /// The truth in this wording, or what the faults that were drawn make of it.
    fn new(tally: &Tally, wording: &Wording, drawn: &Drawn) -> Self {
        let counts = match (tally.stored.len(), tally.failed.len()) {
            (stored @ 1.., failed) if drawn.lists_disagree => (stored - 1, failed + 1),
            (stored, failed @ 1..) if drawn.lists_disagree => (stored + 1, failed - 1),
            right => right,
        };
        let forgotten = usize::from(drawn.forget_one);
        let stored = tally.stored.iter().skip(forgotten);
        let failed = tally.failed.iter();
        let failed = failed.map(|(id, reason)| (wording.spelling.of(id), reason.clone()));
        let (failed, reasons) = failed.unzip();
        Self {
            stored: stored.map(|id| wording.spelling.of(id)).collect(),
            failed,
            reasons,
            counts,
        }
    }

    fn list(&self, mark: &str) -> Option<&[String]> {
        match mark {
            "stored" => Some(&self.stored),
            "failed" => Some(&self.failed),
            "reasons" => Some(&self.reasons),
            _ => None,
        }
    }

    fn count(&self, mark: &str) -> Option<Value> {
        let (stored, failed) = self.counts;
        match mark {
            "+" => Some(stored.into()),
            "-" => Some(failed.into()),
            "all" => Some((stored + failed).into()),
            _ => None,
        }
    }

    fn entries(&self) -> Value {
        let stored = self.stored.iter();
        let stored = stored.map(|id| json!({ "id": id, "success": true, "msg": "保存成功" }));
        let failed = self.failed.iter().zip(&self.reasons);
        let failed =
            failed.map(|(id, reason)| json!({ "id": id, "success": false, "msg": reason }));
        stored.chain(failed).collect()
    }
}

/// The reply's `data`, as the platform words it and the faults that were drawn will have it.
pub(super) fn outcome(upload: Upload, tally: &Tally, drawn: &Drawn) -> Value {
    let wording = drawn.wording.unwrap_or_else(|| drawn.words.of(WORDINGS));
    let told = Told::new(tally, &wording, drawn);
    let (subject, mut template) = match upload {
        Upload::GasAlarm => ("作业票气体分析", wording.alarms),
        Upload::DepartureAlarm => ("作业票人员离场报警", wording.alarms),
        Upload::WorkTicket | Upload::TicketFile => ("", wording.permits),
    };
    if template.starts_with(['{', '"', 'n']) {
        return fill(template, &|mark: &str| match told.list(mark) {
            Some(list) => Some(list.into()),
            None if mark == "entries" => Some(told.entries()),
            None => told.count(mark),
        });
    }
    if drawn.count_only {
        template = template.split('|').next().unwrap_or_default();
    }
    format!("{subject}{}", sentence(&wording, template, &told)).into()
}
