//! All targets, by name.

use super::field::Target;
use super::hazchem;
use crate::document::nearest;

/// Every target that can be uploaded.
pub const TARGETS: &[&Target] = &[
    &hazchem::work_ticket::WORK_TICKET,
    &hazchem::ticket_file::TICKET_FILE,
    &hazchem::gas_alarm::GAS_ALARM,
    &hazchem::departure_alarm::DEPARTURE_ALARM,
];

/// What a target's name stands for.
#[derive(Clone, Copy, Debug)]
pub enum TargetLookup {
    /// A target.
    Known(&'static Target),
    /// No target; the nearest name, if one is near.
    Unknown(Option<&'static str>),
}

/// Looks a target up by its name.
pub fn target(name: &str) -> TargetLookup {
    match TARGETS.iter().find(|target| target.name == name) {
        Some(target) => TargetLookup::Known(target),
        None => TargetLookup::Unknown(nearest(name, TARGETS.iter().map(|target| target.name))),
    }
}
