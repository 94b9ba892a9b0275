//! Workers: registration (section 3.2.2) and leave (section 3.2.4).

use serde_json::{Value, json};

use super::super::store::Content;
use super::call::Visit;
use super::code::{Code, REPEATED, Refusal};
use super::roster::{Project, Worker, text};

impl Project {
    /// Registers a worker, or updates one; who left is back. Gives the reply's `result_data`.
    pub(super) fn register(&mut self, content: Content, visit: &Visit) -> Result<Value, Refusal> {
        let Some(company) = self.present_company(text(&content, "emp_company")) else {
            return Err(Code::NOT_FOUND.because("所属单位不在该项目下"));
        };
        let id_code = text(&content, "id_code").to_owned();
        let known = self.workers.get(&id_code);
        if let Some(known) = known {
            if text(&known.content, "emp_category") != text(&content, "emp_category") {
                return Err(Code::ILLEGAL.because("emp_category上传后不允许变更"));
            }
            if visit.drawn.refuse_repeats.is_some() && known.on_site && known.content == content {
                return Err(Code::REPEATED.because(visit.drawn.words.of(REPEATED)));
            }
        }
        let emp_id = known.map_or_else(new_emp_id, |known| known.emp_id.clone());
        let reply = json!({
            "emp_id": emp_id,
            "pass_period": text(&content, "pass_period"),
            "modify_time": visit.now.format("%Y-%m-%d %H:%M:%S%.3f").to_string(),
        });
        let worker = Worker {
            emp_id,
            company,
            content,
            on_site: true,
        };
        self.workers.insert(id_code, worker);
        Ok(reply)
    }

    /// A worker leaves; who left already stays away.
    pub(super) fn leave(&mut self, record: &Content) -> Result<(), Refusal> {
        let worker = self.workers.get_mut(text(record, "id_code"));
        let worker = worker.ok_or_else(|| Code::NOT_FOUND.because("人员不存在"))?;
        worker.on_site = false;
        Ok(())
    }

    /// Whether this worker left already.
    pub(super) fn has_left(&self, record: &Content) -> bool {
        let worker = self.workers.get(text(record, "id_code"));
        worker.is_some_and(|worker| !worker.on_site)
    }
}

/// 32 characters.
fn new_emp_id() -> String {
    uuid::Uuid::new_v4().simple().to_string().to_uppercase()
}
