//! Passages of a gate (section 3.2.3).

use chrono::NaiveDateTime;

use super::super::store::Content;
use super::call::Visit;
use super::code::{Code, Refusal};
use super::roster::{Passage, Project, text};

impl Project {
    /// Takes a passage; the same person at the same gate at the same time is an update.
    pub(super) fn pass(
        &mut self,
        device: &str,
        content: Content,
        visit: &Visit,
    ) -> Result<(), Refusal> {
        let time = text(&content, "passed_time");
        let passed = NaiveDateTime::parse_from_str(time, "%Y-%m-%d %H:%M:%S");
        if passed.is_ok_and(|passed| visit.now - passed > visit.account.passage_window) {
            return Err(Code::FAILED.because("考勤时间超出实时误差范围"));
        }
        let Some(person) = self.person(&content) else {
            return Err(Code::NOT_FOUND.because("人员不存在"));
        };
        let key = (device.to_owned(), person.clone(), time.to_owned());
        let passage = Passage {
            device: device.to_owned(),
            person,
            content,
        };
        self.passages.insert(key, passage);
        Ok(())
    }

    /// Whether this very passage is held already.
    pub(super) fn has_passed(&self, device: &str, content: &Content) -> bool {
        let mut passages = self.passages.values();
        passages.any(|passage| passage.device == device && passage.content == *content)
    }

    /// Who passed: a visitor under any number, or a worker by `emp_id` or `id_code`. One who left may have passed
    /// before: the gate's report may come after the leave.
    fn person(&self, content: &Content) -> Option<String> {
        let person = text(content, "person_id");
        if text(content, "person_type") == "0" || self.workers.contains_key(person) {
            return Some(person.to_owned());
        }
        let mut workers = self.workers.iter();
        let (id_code, _) = workers.find(|(_, worker)| worker.emp_id == person)?;
        Some(id_code.clone())
    }
}
