//! All targets, by name.

use super::closed::plain;
use super::field::{Kind, Target};
use super::{Closed, UNIT_SEPARATOR, closed, cwr, hazchem};
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

impl Target {
    /// Whether its records have ties to others: facts, what they undo, or others that need them.
    pub fn is_tied(&self) -> bool {
        let needed =
            |other: &&'static Self| other.needs.iter().any(|need| need.target == self.name);
        !self.facts.is_empty() || self.undoes.is_some() || TARGETS.iter().any(needed)
    }

    /// How many records of it the acceptance test with the platform wants to see; `None` where there is no such test.
    pub fn wanted_for_acceptance(&self) -> Option<u64> {
        (self.kind() == "cwr").then_some(5)
    }

    /// An identity as a person can compare it with what the platform shows: its parts with strokes between them, numbers of
    /// identity cards but for their first and last four characters.
    pub fn label(&self, identity: &str) -> String {
        let part = |(name, part): (&&str, &str)| match self.field(name).map(|field| &field.kind) {
            Some(Kind::IdentityNumber) => masked(part),
            _ => part.to_owned(),
        };
        let parts = identity.split(UNIT_SEPARATOR);
        let parts: Vec<String> = std::iter::zip(self.identity, parts).map(part).collect();
        parts.join("/")
    }

    /// The identity that a person writes with strokes between its fields (`project/id_code`), as [`Record::identity`] has it:
    /// an identity card's check digit in capitals. `None` where parts are missing.
    pub fn identity_of(&self, text: &str) -> Option<String> {
        let names = self.identity;
        let parts: Vec<&str> = text.splitn(names.len(), '/').map(str::trim).collect();
        if parts.len() != names.len() || parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        let part = |(name, part): (&&str, &str)| {
            let mut fields = self.fields.iter().filter(|field| field.name == *name);
            match fields.next().map(|field| &field.kind) {
                Some(Kind::IdentityNumber) => part.replace('x', "X"),
                _ => part.to_owned(),
            }
        };
        let parts: Vec<String> = std::iter::zip(names, parts).map(part).collect();
        Some(parts.join(UNIT_SEPARATOR))
    }
}

/// A number of which the first and the last four characters are shown; a short one is not shown at all.
fn masked(number: &str) -> String {
    let length = number.chars().count();
    let shown = |at: usize| length >= 12 && (at < 4 || at + 4 >= length);
    let characters = number.chars().enumerate();
    characters
        .map(|(at, character)| if shown(at) { character } else { '*' })
        .collect()
}

/// What a target's name stands for.
#[derive(Clone, Copy, Debug)]
pub enum TargetLookup {
    /// A target.
    Known(&'static Target),
    /// An upload that is never made: the platform has closed it.
    Closed(&'static Closed),
    /// No target; the one that is meant, if one is near.
    Unknown(Option<&'static str>),
}

/// Looks a target up by its name.
pub fn target(name: &str) -> TargetLookup {
    if let Some(target) = TARGETS.iter().find(|target| target.name == name) {
        return TargetLookup::Known(target);
    }
    if let Some(closed) = closed(name) {
        return TargetLookup::Closed(closed);
    }
    let near = || nearest(name, TARGETS.iter().map(|target| target.name));
    TargetLookup::Unknown(spelled(name).or_else(near))
}

/// The target that goes by this name in its platform's document: `cwr.UploadPassedLog`, `hazchem.workTicket`, its Chinese
/// name; with or without the platform's kind.
fn spelled(name: &str) -> Option<&'static str> {
    let (kind, own) = match name.split_once('.') {
        Some((kind, own)) => (Some(kind.to_lowercase()), plain(own)),
        None => (None, plain(name)),
    };
    let is_meant = |target: &&&Target| {
        let of_kind = kind.as_deref().is_none_or(|kind| kind == target.kind());
        let names = [
            target.name.split('.').next_back(),
            target.path.split('/').next_back(),
            Some(target.title),
        ];
        of_kind && names.into_iter().flatten().any(|name| plain(name) == own)
    };
    TARGETS.iter().find(is_meant).map(|target| target.name)
}
