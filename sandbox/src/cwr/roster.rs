//! What the platform holds of each project, and what it was told in which order.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde_json::Value;

use super::super::store::Content;
use super::function::Function;

/// A company of a project.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Company {
    /// As it was sent last.
    pub content: Content,
    /// False once it was removed from the project.
    pub present: bool,
}

/// A worker of a project.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Worker {
    /// 员工工号: what the registration answered.
    pub emp_id: String,
    /// `SUID` of the company.
    pub company: String,
    /// As it was sent last.
    pub content: Content,
    /// False once the worker left; a new registration brings the worker back.
    pub on_site: bool,
}

/// A passage of a gate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passage {
    /// `Device_ID` of the gate.
    pub device: String,
    /// `id_code` of the worker, also where `emp_id` was sent; of a visitor what was sent.
    pub person: String,
    /// As it was sent last.
    pub content: Content,
}

/// One record that was taken, in the order of their arrival.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Delivery {
    /// Which function took it.
    pub function: Function,
    /// `Project_ID` it was sent for.
    pub project: String,
    /// What names it: `id_code`, `SUID`, or `person_id` and `passed_time` with a blank between them.
    pub id: String,
    /// As it was sent.
    pub content: Content,
}

/// Companies, workers and passages of the projects, since the server started.
#[derive(Debug, Default)]
pub struct Roster(Mutex<Held>);

#[derive(Debug, Default)]
pub(super) struct Held {
    projects: BTreeMap<String, Project>,
    pub(super) deliveries: Vec<Delivery>,
}

/// What one project has.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// By `SUID`.
    pub(super) companies: BTreeMap<String, Company>,
    /// By `id_code`.
    pub(super) workers: BTreeMap<String, Worker>,
    /// By device, person and time.
    pub(super) passages: BTreeMap<(String, String, String), Passage>,
}

impl Roster {
    /// The companies of a project by `SUID`, those that were removed too.
    pub fn companies(&self, project: &str) -> BTreeMap<String, Company> {
        self.look(project, |project| project.companies.clone())
    }

    /// The workers of a project by `id_code`, those who left too.
    pub fn workers(&self, project: &str) -> BTreeMap<String, Worker> {
        self.look(project, |project| project.workers.clone())
    }

    /// The passages of a project, by device, then person, then time.
    pub fn passages(&self, project: &str) -> Vec<Passage> {
        self.look(project, |project| {
            project.passages.values().cloned().collect()
        })
    }

    /// Every record that was taken, in the order of their arrival.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.lock().deliveries.clone()
    }

    /// Enters a company by hand, as a person may do it in the platform's console.
    pub fn enter_company(&self, project: &str, name: &str, suid: &str) {
        let fields = [
            ("Project_ID", project),
            ("Company_Name", name),
            ("SUID", suid),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), Value::from(value)));
        let company = Company {
            content: Content::from_iter(fields),
            present: true,
        };
        let mut held = self.lock();
        let companies = &mut held.project(project).companies;
        companies.insert(suid.to_owned(), company);
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look<T: Default>(&self, project: &str, look: impl FnOnce(&Project) -> T) -> T {
        let held = self.lock();
        held.projects.get(project).map(look).unwrap_or_default()
    }
}

impl Held {
    /// The project; its first mention makes an empty one.
    pub(super) fn project(&mut self, id: &str) -> &mut Project {
        self.projects.entry(id.to_owned()).or_default()
    }
}

/// A field's text; nothing where it is absent.
pub(super) fn text<'a>(content: &'a Content, name: &str) -> &'a str {
    content
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
}
