//! All targets, by name.

use super::field::Target;
use super::{cwr, hazchem};
use crate::document::nearest;

/// Every target that can be uploaded.
pub const TARGETS: &[&Target] = &[
    &hazchem::work_ticket::WORK_TICKET,
    &hazchem::ticket_file::TICKET_FILE,
    &hazchem::gas_alarm::GAS_ALARM,
    &hazchem::departure_alarm::DEPARTURE_ALARM,
    &cwr::register_employee::REGISTER_EMPLOYEE,
    &cwr::passed_log::PASSED_LOG,
    &cwr::leave_project::LEAVE_PROJECT,
    &cwr::add_company::ADD_COMPANY,
    &cwr::remove_company::REMOVE_COMPANY,
];

/// Uploads that a platform has closed, and where its document says so.
const CLOSED: &[(&str, &str)] = &[
    (
        "cwr.upload_safety_education",
        "the platform has closed it (CWR document, section 1.7)",
    ),
    (
        "cwr.upload_payroll",
        "the platform has closed it (CWR document, section 1.8)",
    ),
];

impl Target {
    /// Whether its records have ties to others: facts, what they undo, or others that need them.
    pub fn is_tied(&self) -> bool {
        let needed =
            |other: &&'static Self| other.needs.iter().any(|need| need.target == self.name);
        !self.facts.is_empty() || self.undoes.is_some() || TARGETS.iter().any(needed)
    }
}

/// What a target's name stands for.
#[derive(Clone, Copy, Debug)]
pub enum TargetLookup {
    /// A target.
    Known(&'static Target),
    /// An upload that is never made: why.
    Closed(&'static str),
    /// No target; the nearest name, if one is near.
    Unknown(Option<&'static str>),
}

/// Looks a target up by its name.
pub fn target(name: &str) -> TargetLookup {
    if let Some((_, why)) = CLOSED.iter().find(|(closed, _)| *closed == name) {
        return TargetLookup::Closed(why);
    }
    match TARGETS.iter().find(|target| target.name == name) {
        Some(target) => TargetLookup::Known(target),
        None => TargetLookup::Unknown(nearest(name, TARGETS.iter().map(|target| target.name))),
    }
}
